using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>A step of each rule.</summary>
[MemoryDiagnoser]
[ParameterColumns]
public class RuleBenchmarks
{
    private const double LearningRate = 1e-6;
    private const int Stateless = 3 * sizeof(float); // parameter and gradient loaded, parameter stored
    private const int Slot = 2 * sizeof(float); // loaded and stored

    private float[] _parameters = null!;
    private float[] _gradients = null!;
    private Optimizer<float> _sgd = null!;
    private Optimizer<float> _momentum = null!;
    private Optimizer<float> _heavyBall = null!;
    private Optimizer<float> _nesterov = null!;
    private Optimizer<float> _adaGrad = null!;
    private Optimizer<float> _rmsProp = null!;
    private Optimizer<float> _adam = null!;

    [Params(1_003, 100_003, 10_000_003)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _parameters = SharedNumbers.Make(Count, SharedNumbers.Inputs, offset: 0.5);
        _gradients = SharedNumbers.Make(Count, SharedNumbers.Targets, offset: 0.5);
        _sgd = Optimizer<float>.Create(new Sgd(), Count, LearningRate);
        _momentum = Optimizer<float>.Create(new Momentum(), Count, LearningRate);
        _heavyBall = Optimizer<float>.Create(new HeavyBall(), Count, LearningRate);
        _nesterov = Optimizer<float>.Create(new Nesterov(), Count, LearningRate);
        _adaGrad = Optimizer<float>.Create(new AdaGrad(), Count, LearningRate);
        _rmsProp = Optimizer<float>.Create(new RmsProp(), Count, LearningRate);
        _adam = Optimizer<float>.Create(new Adam(), Count, LearningRate);
    }

    [BytesPerParameter(Stateless)]
    [Benchmark(Baseline = true)]
    public void Sgd() => _sgd.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + Slot)]
    [Benchmark]
    public void Momentum() => _momentum.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + Slot)]
    [Benchmark]
    public void HeavyBall() => _heavyBall.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + Slot)]
    [Benchmark]
    public void Nesterov() => _nesterov.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + Slot)]
    [Benchmark]
    public void AdaGrad() => _adaGrad.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + Slot)]
    [Benchmark]
    public void RmsProp() => _rmsProp.Step(_parameters, _gradients);

    [BytesPerParameter(Stateless + (2 * Slot))]
    [Benchmark]
    public void Adam() => _adam.Step(_parameters, _gradients);
}
