using System.Runtime.InteropServices;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Cli.Soaking;

/// <summary>A training that uses every kind of layer and option, created anew each time, and its undisturbed result.</summary>
internal sealed class SoakedTraining
{
    public const int Epochs = 1000;

    private const int BatchSize = 64;

    private readonly uint _seed;
    private readonly Network<float> _undisturbed;
    private readonly EpochResult[] _expected;
    private readonly EpochResult[] _found = new EpochResult[Epochs];

    /// <summary>Trains once undisturbed.</summary>
    public SoakedTraining(uint seed)
    {
        _seed = seed;
        Data = DataSets.Moons<float>(seed, samples: 300, noise: 0.2);
        (_undisturbed, Trainer<float> trainer) = Create();
        _expected = trainer.Train().Epochs.ToArray();
    }

    public DataSet<float> Data { get; }

    public int StepsPerEpoch => (Data.Count + BatchSize - 1) / BatchSize;

    /// <summary>The trained network, for inference.</summary>
    public Network<float> Network => _undisturbed;

    public (Network<float> Network, Trainer<float> Trainer) Create()
    {
        Network<float> network = new NetworkBuilder<float>(Data.FeatureCount)
            .Dense(16).BatchNorm().ReLU().Dropout(0.9, _seed).Dense(8).LayerNorm().Gelu().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), _seed);
        Optimizer<float> optimizer = Optimizer<float>.Create(
            new ClipByGlobalNorm(1).Then(new Adam()).Then(new DecoupledWeightDecay(0.01, network.Layout.Weights)),
            network.ParameterCount,
            learningRate: 0.01);
        return (network, new Trainer<float>(network, Data, new BinaryCrossEntropy<float>(), optimizer, new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            ShuffleSeed = _seed,
            AccuracyInterval = 10,
            LearningRateSchedule = new InverseTimeDecay(0.01, 0.001),
        }));
    }

    /// <summary>Trains some epochs and keeps their results; allocates nothing.</summary>
    public void Train(Trainer<float> trainer, int first, int last)
    {
        for (int epoch = first; epoch < last; epoch++) _found[epoch] = trainer.TrainEpoch(epoch);
    }

    /// <summary>Returns whether all epochs and the network equal the undisturbed ones.</summary>
    public bool IsSame(Network<float> network) =>
        _found.AsSpan().SequenceEqual(_expected)
        && Bits(network.Parameters).SequenceEqual(Bits(_undisturbed.Parameters))
        && Bits(network.Buffers).SequenceEqual(Bits(_undisturbed.Buffers));

    private static ReadOnlySpan<byte> Bits(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values);
}
