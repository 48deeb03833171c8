using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>Inference of one sample, compared with dot products of TensorPrimitives.</summary>
[MemoryDiagnoser]
[GigaflopsColumn(nameof(NetworkShape.ForwardOperations))]
public class InferenceBenchmarks
{
    private OurInference _ours = null!;
    private TensorPrimitivesNetwork _managed = null!;

    public static IEnumerable<NetworkShape> Shapes => WorkList.Shapes;

    [ParamsSource(nameof(Shapes))]
    public NetworkShape Shape { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        NetworkData data = new(Shape);
        Network<float> network = Shape.CreateNetwork();
        _ours = new OurInference(data, network);
        _managed = new TensorPrimitivesNetwork(data, network);
    }

    [Benchmark(Baseline = true)]
    public void Predict() => _ours.Infer(calls: 1);

    [Benchmark]
    public void TensorPrimitives() => _managed.Infer(calls: 1);
}
