using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using SimdOptim.Benchmarks.Measuring;

namespace SimdOptim.Benchmarks.Suites.Columns;

/// <summary>
/// Adds ns/parameter and GB/s to a suite with a parameter <c>Count</c>, whose methods have <see
/// cref="BytesPerParameterAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ParameterColumnsAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(
        new UnitColumn("ns/parameter", "Mean time for each parameter", benchmark => Unit.PerParameter(CountOf(benchmark))),
        new UnitColumn("GB/s", "What a step loads and stores, over its mean time", benchmark => Unit.GigabytesPerSecond(
            (double)CountOf(benchmark) * benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<BytesPerParameterAttribute>()!.Bytes)));

    private static int CountOf(BenchmarkCase benchmark) => (int)benchmark.Parameters["Count"];
}
