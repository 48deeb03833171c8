using System.Diagnostics;
using System.Numerics;
using SimdOptim.Cli.Progress;
using SimdOptim.Data;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Cli.Runs;

/// <summary>A network, what it is trained on, and once it is trained, what came of it.</summary>
internal sealed class TrainingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Trainer<T> _trainer;
    private readonly TrainingOptions _options;

    /// <summary>Builds the network and takes all memory; nothing runs yet.</summary>
    /// <exception cref="UsageException">The network would be too large.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public TrainingRun(RunSettings settings)
    {
        Settings = settings;
        Training = settings.Data.ReadTraining<T>(settings.Seeds.Data);
        Test = settings.Data.ReadTest(Training);
        Network = settings.Network.Build(Training, settings.Seeds.Initial);
        Optimizer<T> optimizer = settings.Optimizer.Create<T>(Network.ParameterCount);
        _options = new TrainingOptions
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            L2 = settings.L2,
            ShuffleSeed = settings.Seeds.Shuffle,
            LearningRateSchedule = settings.Optimizer.Decay.From(settings.Optimizer.LearningRate),

            // The report shows where a run went wrong, epoch by epoch.
            StopsOnDivergence = false,

            // A hundred times is enough for a curve, and costs nothing to speak of; in long runs, often enough to be watched.
            AccuracyInterval = Math.Clamp(settings.Epochs / 100, 1, 1000),
        };
        _trainer = new Trainer<T>(Network, Training, NetworkSettings.CreateLoss(Training), optimizer, _options);
    }

    public RunSettings Settings { get; }

    public DataSet<T> Training { get; }

    public DataSet<T>? Test { get; }

    public Network<T> Network { get; }

    /// <summary>The widths of all layers, <c>2-5-2-1</c>.</summary>
    public string Architecture => string.Join("-", Settings.Network.Widths(Training));

    public TrainingHistory History { get; private set; } = null!;

    public double TrainAccuracy { get; private set; }

    /// <summary>Null if there is no test set.</summary>
    public double? TestAccuracy { get; private set; }

    /// <summary>The time that the epochs took.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Whether it was ended before its last epoch.</summary>
    public bool IsCancelled => History.Count < Settings.Epochs;

    public double EpochsPerSecond => History.Count / Duration.TotalSeconds;

    /// <summary>Trains all epochs, or until it is cancelled; then the epoch at hand is still finished.</summary>
    public void Train(ProgressDisplay display, CancellationToken cancellation)
    {
        display.Show(Settings.Data.Name, Settings.Epochs, report =>
        {
            long start = Stopwatch.GetTimestamp();
            History = _trainer.Train(report, cancellation);
            Duration = Stopwatch.GetElapsedTime(start);
        });
        TrainAccuracy = History.Last.Accuracy ?? _trainer.MeasureAccuracy(Training);
        TestAccuracy = Test is null ? null : _trainer.MeasureAccuracy(Test);
    }
}
