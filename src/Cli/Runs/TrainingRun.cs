using System.Diagnostics;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Progress;
using SimdOptim.Data;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Cli.Runs;

/// <summary>A network, what it is trained on, and once it is trained, what came of it.</summary>
internal sealed class TrainingRun<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Halved so often, a rate is a billionth of what it was: then it is not the rate that is at fault.
    private const int MostRetries = 30;

    private readonly Trainer<T> _trainer;
    private readonly Optimizer<T> _optimizer;
    private readonly RunData<T> _data;
    private readonly List<EpochResult> _epochs = [];
    private readonly List<TimeSpan> _elapsed = []; // [epochs]
    private readonly List<Divergence> _retries = [];

    /// <summary>Builds the network and takes all memory; nothing runs yet.</summary>
    /// <exception cref="UsageException">The network would be too large.</exception>
    public TrainingRun(RunSettings settings, RunData<T> data)
    {
        Settings = settings;
        _data = data;
        Network = settings.Problem.BuildNetwork(Training);
        _optimizer = settings.Optimizer.Create<T>(Network.ParameterCount);
        TrainingOptions options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            AccumulationSteps = settings.Accumulate,
            Threads = settings.Threads,
            L2 = settings.Problem.Loss.L2,
            ShuffleSeed = settings.Problem.Seeds.Shuffle,
            LearningRateSchedule = settings.Optimizer.Decay.From(settings.Optimizer.LearningRate),
            StopsOnDivergence = settings.OnDivergence != DivergencePolicy.Continue,
            OnDivergence = settings.OnDivergence == DivergencePolicy.Retry ? Retry : null,

            // A hundred times is enough for a curve, and costs nothing to speak of; in long runs, often enough to be watched.
            AccuracyInterval = Math.Clamp(settings.Epochs / 100, 1, 1000),
        };
        _trainer = new Trainer<T>(Network, Training, settings.Problem.Loss.Create(Training), _optimizer, options);
    }

    public RunSettings Settings { get; }

    public DataSet<T> Training => _data.Training;

    public DataSet<T>? Test => _data.Test;

    public bool IsRegression => Training.ClassCount == 0;

    public Network<T> Network { get; }

    /// <summary>The widths of all layers, <c>2-5-2-1</c>.</summary>
    public string Architecture => Settings.Problem.DescribeWidths(Training);

    /// <summary>The results of the epochs that were trained: none if the first one diverged or was cancelled.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>The steps of the epoch after those, if it was cancelled in its middle.</summary>
    public int StepsIntoEpoch => _trainer.StepsIntoEpoch;

    /// <summary>The cost of the last epoch; NaN if there is none.</summary>
    public double FinalCost => _epochs.Count > 0 ? _epochs[^1].Cost : double.NaN;

    /// <summary>The share of samples that are classified right; null for regression.</summary>
    public double? TrainAccuracy { get; private set; }

    /// <summary>Null for regression, and if there is no test set.</summary>
    public double? TestAccuracy { get; private set; }

    /// <summary>The coefficient of determination of a regression; null for classification.</summary>
    public double? TrainR2 { get; private set; }

    /// <summary>Null for classification, and if there is no test set.</summary>
    public double? TestR2 { get; private set; }

    /// <summary>The time that the epochs took, those before a checkpoint included.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The steps that were skipped or refused, for their gradient was not finite.</summary>
    public long SkippedSteps => _optimizer.SkippedSteps;

    /// <summary>Where an epoch was tried again at a lower rate.</summary>
    public IReadOnlyList<Divergence> Retries => _retries;

    /// <summary>What ended the training, if it diverged.</summary>
    public Divergence? StoppedBy { get; private set; }

    /// <summary>The first epoch whose cost is not finite or could not be had; null if all went well.</summary>
    public int? DivergedIn
    {
        get
        {
            int epoch = _epochs.FindIndex(result => !double.IsFinite(result.Cost));
            return epoch >= 0 ? epoch : StoppedBy?.Epoch;
        }
    }

    /// <summary>Whether it was ended before its last epoch by whoever started it.</summary>
    public bool IsCancelled => _epochs.Count < Settings.Epochs && StoppedBy is null;

    public double EpochsPerSecond => _epochs.Count / Duration.TotalSeconds;

    /// <summary>The time that passed until an epoch was finished.</summary>
    public TimeSpan TimeUntil(int epoch) => _elapsed[epoch];

    /// <summary>Takes up the run where a checkpoint left it.</summary>
    /// <exception cref="InvalidDataException">It is of another training.</exception>
    public void Resume(string checkpoint)
    {
        RunMetadata kept = RunMetadata.Read(checkpoint, _trainer.LoadCheckpoint(checkpoint));
        _retries.AddRange(kept.Retries);
        Duration = kept.Duration;
        foreach (EpochResult epoch in _trainer.History.Epochs) _epochs.Add(epoch);
        _elapsed.AddRange(_epochs.Select(_ => kept.Duration));
    }

    /// <summary>Writes a checkpoint of what is trained so far.</summary>
    /// <returns>The file.</returns>
    public string Save(CheckpointFolder folder) => folder.Save(_trainer, RunMetadata.OfCheckpoint(this));

    /// <summary>Trains all epochs, or until it diverges or is cancelled; then the step at hand is still finished.</summary>
    /// <param name="display">Shows how far it is.</param>
    /// <param name="cancellation">Ends it after the step at hand.</param>
    /// <param name="afterEpoch">Called after each epoch; or null.</param>
    public void Train(ProgressDisplay display, CancellationToken cancellation, Action? afterEpoch = null)
    {
        TimeSpan before = Duration;
        display.Show(Settings.Problem.Data.Name, Settings.Epochs, report =>
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                _trainer.Train(Record, cancellation);
            }
            catch (TrainingDivergedException fault)
            {
                StoppedBy = fault.Divergence;
            }

            Duration = before + Stopwatch.GetElapsedTime(start);

            void Record(EpochResult result)
            {
                Duration = before + Stopwatch.GetElapsedTime(start);
                _epochs.Add(result);
                _elapsed.Add(Duration);
                report(result);
                afterEpoch?.Invoke();
            }
        });
        if (IsRegression) (TrainR2, TestR2) = Measure(data => Predictions.Determine(Network, data));
        else (TrainAccuracy, TestAccuracy) = Measure(_trainer.MeasureAccuracy);
    }

    public void Dispose() => _trainer.Dispose();

    private (double Train, double? Test) Measure(Func<DataSet<T>, double> quality) =>
        (quality(Training), Test is null ? null : quality(Test));

    private DivergenceResponse Retry(Divergence divergence)
    {
        if (_retries.Count == MostRetries) return DivergenceResponse.Stop;
        _retries.Add(divergence);
        return DivergenceResponse.Retry(0.5);
    }
}
