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
        new UnitColumn("ns/parameter", "Mean time per parameter", benchmark => Unit.PerParameter(CountOf(benchmark))),
        new UnitColumn("GB/s", "Bytes that a step loads and stores, divided by its mean time", benchmark => Unit.GigabytesPerSecond(
            (double)CountOf(benchmark) * benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<BytesPerParameterAttribute>()!.Bytes)));

    private static int CountOf(BenchmarkCase benchmark) => (int)benchmark.Parameters["Count"];
}

/// <summary>The bytes that a step loads and stores per parameter, for the column GB/s.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BytesPerParameterAttribute(int bytes) : Attribute
{
    public int Bytes => bytes;
}
