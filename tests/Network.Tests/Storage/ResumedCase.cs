using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Storage;

/// <summary>A training that can be made anew, as another process would.</summary>
/// <param name="Network">The network.</param>
/// <param name="Rule">The update rule, 0 to 8.</param>
/// <param name="Schedule">The learning rate: 0 stays, 1 and 2 fall by epoch, 3 and 4 by step.</param>
/// <param name="BatchSize">The samples of a step, or 0.</param>
/// <param name="Accumulated">The batches of a step.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Stop">After how many of them the checkpoint is written.</param>
internal sealed record ResumedCase(StoredCase Network, int Rule, int Schedule, int BatchSize, int Accumulated, int Epochs, int Stop)
{
    public const int RuleCount = 9;

    private static readonly Gen<ResumedCase> _gen =
        from network in StoredCase.Any.Generator
        from rule in Gen.Choose(0, RuleCount - 1)
        from schedule in Gen.Choose(0, 4)
        from batchSize in Gen.Elements(0, 2, 3, 7, 16)
        from accumulated in Gen.Elements(1, 1, 2, 5)
        from epochs in Gen.Choose(1, 6)
        from stop in Gen.Choose(1, epochs)
        select new ResumedCase(network, rule, schedule, batchSize, accumulated, epochs, stop);

    public static Arbitrary<ResumedCase> Any { get; } = Arb.From(
        _gen, one => StoredCase.Any.Shrinker(one.Network).Select(network => one with { Network = network }));

    /// <summary>Makes all that a training consists of.</summary>
    public (Network<T> Network, Optimizer<T> Optimizer, Trainer<T> Trainer) Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataSet<T> data = DataSets.Blobs<T>(7, 16, Network.Inputs, 2);
        Network<T> network = Network.Build<T>();
        Optimizer<T> optimizer = CreateOptimizer(network);
        optimizer.Schedule = Schedule switch
        {
            3 => new InverseTimeDecay(0.05, 0.1),
            4 => new StaircaseInverseTimeDecay(0.05, 0.1, 3).Delay(1),
            _ => null,
        };
        Trainer<T> trainer = new(network, data, new CategoricalCrossEntropy<T>(), optimizer, new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            AccumulationSteps = Accumulated,
            ShuffleSeed = 5,
            L2 = 0.01,
            AccuracyInterval = 2,
            LearningRateSchedule = Schedule switch
            {
                1 => new InverseTimeDecay(0.05, 0.1),
                2 => new StaircaseInverseTimeDecay(0.05, 0.1, 2),
                _ => null,
            },
        });
        return (network, optimizer, trainer);
    }

    public override string ToString() =>
        $"{Network}, rule {Rule}, schedule {Schedule}, batch {Accumulated}x{BatchSize}, {Stop} of {Epochs} epochs";

    private Optimizer<T> CreateOptimizer<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return Rule switch
        {
            0 => Of(new Sgd()),
            1 => Of(new Momentum(0.9, 0.5)),
            2 => Of(new HeavyBall(0.9)),
            3 => Of(new Nesterov(0.9)),
            4 => Of(new AdaGrad(1e-8, 0.1)),
            5 => Of(new RmsProp(0.9)),
            6 => Of(new Adam()),
            7 => Of(new ClipByGlobalNorm(1).Then(new Adam()).Then(new DecoupledWeightDecay(0.01, network.Layout.Weights))),
            _ => Of(new ClipByValue(0.5).Then(new WeightDecay(0.01)).Then(new AveragedMomentum(0.8))),
        };

        Optimizer<T> Of<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => Optimizer<T>.Create(rule, network.ParameterCount, 0.05);
    }
}
