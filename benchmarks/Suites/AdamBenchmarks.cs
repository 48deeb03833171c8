using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>
/// A step of Adam, with data from the L1 cache to memory, compared with a hand-written loop and TensorPrimitives.
/// </summary>
[MemoryDiagnoser]
[ParameterColumns]
public class AdamBenchmarks
{
    /// <summary>Parameters, gradients and both moments are loaded; all except the gradients are stored.</summary>
    public const int BytesPerParameter = 7 * sizeof(float);

    private float[] _parameters = null!;
    private float[] _gradients = null!;
    private Optimizer<float> _adam = null!;
    private HandWrittenAdam _byHand = null!;
    private TensorPrimitivesAdam _managed = null!;

    [Params(1_003, 100_003, 1_000_003, 16_000_003)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _parameters = SharedNumbers.Make(Count, SharedNumbers.Inputs, offset: 0.5);
        _gradients = SharedNumbers.Make(Count, SharedNumbers.Targets, offset: 0.5);
        _adam = Optimizer<float>.Create(new Adam(), Count, learningRate: 1e-6);
        _byHand = new HandWrittenAdam(Count, learningRate: 1e-6f);
        _managed = new TensorPrimitivesAdam(Count, learningRate: 1e-6);
    }

    [BytesPerParameter(BytesPerParameter)]
    [Benchmark(Baseline = true)]
    public void ByHand() => _byHand.StepAdam(_parameters, _gradients);

    [BytesPerParameter(BytesPerParameter)]
    [Benchmark]
    public void Adam() => _adam.Step(_parameters, _gradients);

    [BytesPerParameter(BytesPerParameter)]
    [Benchmark]
    public void TensorPrimitives() => _managed.Step(_parameters, _gradients);
}
