using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>What writing a rule once, for every width and precision, costs beside a loop written by hand for one.</summary>
[MemoryDiagnoser]
public class FusionBenchmarks
{
    private AdamSteps _steps = null!;

    [Params(1_000, 10_000, 100_003)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => _steps = new AdamSteps(Count);

    [Benchmark(Baseline = true)]
    public void AdamByHand() => _steps.AdamByHand();

    [Benchmark]
    public void Adam() => _steps.Adam();

    [Benchmark]
    public void ChainByHand() => _steps.ChainByHand();

    [Benchmark]
    public void Chain() => _steps.Chain();
}
