using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using SimdOptim.Benchmarks.Measuring;

namespace SimdOptim.Benchmarks.Suites.Columns;

/// <summary>Adds GFLOP/s to a suite with a parameter <c>Shape</c>.</summary>
/// <param name="operations">The property of the shape with the number of operations of a call.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GigaflopsColumnAttribute(string operations) : Attribute, IConfigSource
{
    public string Operations => operations;

    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(new UnitColumn(
        "GFLOP/s", "Operations of the products divided by the mean time", benchmark => UnitOf(benchmark, operations)));

    private static Unit UnitOf(BenchmarkCase benchmark, string operations)
    {
        object shape = benchmark.Parameters["Shape"];
        return Unit.Gigaflops((double)shape.GetType().GetProperty(operations)!.GetValue(shape)!);
    }
}
