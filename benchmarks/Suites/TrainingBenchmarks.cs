using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>A training step: forward, backward, Adam.</summary>
[MemoryDiagnoser]
[GigaflopsColumn(nameof(NetworkShape.TrainingOperations))]
public class TrainingBenchmarks
{
    private OurTraining _training = null!;

    public static IEnumerable<NetworkShape> Shapes => WorkList.Shapes;

    [ParamsSource(nameof(Shapes))]
    public NetworkShape Shape { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        _training = new OurTraining(new NetworkData(Shape));
        _training.TrainCheckedSteps();
    }

    [Benchmark]
    public void Step() => _training.Train(calls: 1);
}
