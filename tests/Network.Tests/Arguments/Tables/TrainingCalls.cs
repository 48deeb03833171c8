using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class TrainingCalls
{
    private static readonly BinaryCrossEntropy<float> _loss = new();
    private static readonly DataSet<float> _moons = DataSets.Moons<float>(1, 9);
    private static readonly DataSet<float> _blobs = DataSets.Blobs<float>(1, 9);
    private static readonly DataSet<float> _quantities = DataSet<float>.Regression([1, 2], [1], 2);

    public static IEnumerable<BadCalls> All() => [.. Constructor(), .. Options(), .. Methods()];

    private static Network<float> Build() => new NetworkBuilder<float>(2).BatchNorm().Dense(1).Sigmoid().Build();

    private static Optimizer<float> Optimize(int parameterCount = 7) =>
        Optimizer<float>.Create(new Adam(), parameterCount, 0.1);

    private static void Train(TrainingOptions options) => new Trainer<float>(Build(), _moons, _loss, Optimize(), options).Train();

    private static IEnumerable<BadCalls> Constructor()
    {
        Network<float> network = Build();
        Optimizer<float> optimizer = Optimize(), scheduled = Optimize();
        scheduled.Schedule = new ConstantLearningRate(1);
        TrainingOptions options = new();
        yield return new BadCalls("Trainer<T>(Network<T>, DataSet<T>, Loss<T>, Optimizer<T>, TrainingOptions)")
            .Keeps(() => new object[] { network.Parameters.ToArray(), network.Buffers.ToArray(), optimizer.State.ToArray() })
            .RefusesNull("network", () => new Trainer<float>(null!, _moons, _loss, optimizer, options))
            .RefusesNull("data", () => new Trainer<float>(network, null!, _loss, optimizer, options))
            .Refuses("data", () => new Trainer<float>(network, DataSets.Blobs<float>(1, 9, 3, 2), _loss, optimizer, options))
            .RefusesNull("loss", () => new Trainer<float>(network, _moons, null!, optimizer, options))
            .Refuses("loss", () => new Trainer<float>(network, _blobs, _loss, optimizer, options))
            .Refuses("loss", () => new Trainer<float>(network, _quantities, _loss, optimizer, options))
            .Refuses("loss", () => new Trainer<float>(network, _moons, new CategoricalCrossEntropy<float>(), optimizer, options))
            .Refuses("loss", () => new Trainer<float>(network, _blobs, new MeanSquaredError<float>(), optimizer, options))
            .RefusesNull("optimizer", () => new Trainer<float>(network, _moons, _loss, null!, options))
            .Refuses("optimizer", () => new Trainer<float>(network, _moons, _loss, Optimize(8), options))
            .RefusesNull("options", () => new Trainer<float>(network, _moons, _loss, optimizer, null!))
            .Refuses(
                "options",
                () => new Trainer<float>(
                    network, _moons, _loss, scheduled, options with { LearningRateSchedule = new ConstantLearningRate(1) }));
    }

    private static IEnumerable<BadCalls> Options() =>
    [
        new BadCalls("TrainingOptions.AccuracyInterval = int")
            .RefusesRange(
                "AccuracyInterval",
                () => Train(new TrainingOptions { AccuracyInterval = 0 }),
                () => Train(new TrainingOptions { AccuracyInterval = -1 })),
        new BadCalls("TrainingOptions.AccumulationSteps = int")
            .RefusesRange(
                "AccumulationSteps",
                () => Train(new TrainingOptions { AccumulationSteps = 0 }),
                () => Train(new TrainingOptions { AccumulationSteps = -1 })),
        new BadCalls("TrainingOptions.BatchSize = int")
            .RefusesRange("BatchSize", () => Train(new TrainingOptions { BatchSize = -1 })),
        new BadCalls("TrainingOptions.Threads = int")
            .RefusesRange(
                "Threads", () => Train(new TrainingOptions { Threads = 0 }), () => Train(new TrainingOptions { Threads = 257 })),
        new BadCalls("TrainingOptions.Epochs = int")
            .RefusesRange(
                "Epochs",
                () => Train(new TrainingOptions { Epochs = 0 }),
                () => Train(new TrainingOptions { Epochs = -1 })),
        new BadCalls("TrainingOptions.LastBatch = LastBatch")
            .RefusesRange("LastBatch", () => Train(new TrainingOptions { LastBatch = (LastBatch)3 }))
            .Refuses("options", () => Train(new TrainingOptions { LastBatch = LastBatch.Drop, BatchSize = 1000 })),
        new BadCalls("TrainingOptions.L2 = double")
            .RefusesNumbers("L2", x => Train(new TrainingOptions { L2 = x }), -1, double.PositiveInfinity, 1e39, 1e-46),
    ];

    private static IEnumerable<BadCalls> Methods()
    {
        Network<float> network = Build();
        Optimizer<float> optimizer = Optimize();
        Trainer<float> trainer = new(network, _moons, _loss, optimizer, new TrainingOptions());
        Dictionary<string, string> reserved = new() { ["simdoptim.version"] = "" }, unset = new() { ["note"] = null! };
        object Memory() => new object[]
        {
            network.Parameters.ToArray(), network.Buffers.ToArray(), optimizer.State.ToArray(), optimizer.StepCount, trainer.History.Count,
        };
        return
        [
            new BadCalls("DivergenceResponse.Retry(double)")
                .RefusesNumbers("rateFactor", x => DivergenceResponse.Retry(x), 0, -1, 1.1),
            new BadCalls("Trainer<T>.TrainEpoch(int)").Keeps(Memory).RefusesRange("epoch", () => trainer.TrainEpoch(-1)),
            new BadCalls("Trainer<T>.MeasureAccuracy(DataSet<T>)")
                .Keeps(Memory)
                .RefusesNull("data", () => trainer.MeasureAccuracy(null!))
                .Refuses("data", () => trainer.MeasureAccuracy(_blobs), () => trainer.MeasureAccuracy(_quantities)),
            new BadCalls("Trainer<T>.LoadCheckpoint(string)").Keeps(Memory)
                .RefusesNoText("path", path => trainer.LoadCheckpoint(path)),
            new BadCalls("Trainer<T>.SaveCheckpoint(string, IReadOnlyDictionary<string, string>)")
                .Keeps(Memory)
                .RefusesNoText("path", path => trainer.SaveCheckpoint(path))
                .Refuses("metadata", () => trainer.SaveCheckpoint("none", reserved), () => trainer.SaveCheckpoint("none", unset)),
        ];
    }
}
