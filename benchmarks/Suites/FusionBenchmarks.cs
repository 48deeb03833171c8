using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>
/// The cost of a rule that is written once for every width and precision, compared with a hand-written loop for one.
/// </summary>
[MemoryDiagnoser]
[ParameterColumns]
public class FusionBenchmarks
{
    private AdamSteps _steps = null!;

    [Params(1_000, 10_000, 100_003)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => _steps = new AdamSteps(Count);

    [BytesPerParameter(AdamBenchmarks.BytesPerParameter)]
    [Benchmark(Baseline = true)]
    public void AdamByHand() => _steps.AdamByHand();

    [BytesPerParameter(AdamBenchmarks.BytesPerParameter)]
    [Benchmark]
    public void Adam() => _steps.Adam();

    [BytesPerParameter(AdamBenchmarks.BytesPerParameter)]
    [Benchmark]
    public void ChainByHand() => _steps.ChainByHand();

    [BytesPerParameter(AdamBenchmarks.BytesPerParameter)]
    [Benchmark]
    public void Chain() => _steps.Chain();
}
