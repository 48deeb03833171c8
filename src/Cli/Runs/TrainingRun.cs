using System.Diagnostics;
using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Cli.Runs;

/// <summary>The training of a network and, once it is trained, the results.</summary>
internal sealed class TrainingRun<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Halved 30 times, a rate is a billionth of what it was: then the rate is not at fault.
    private const int MostRetries = 30;

    private readonly Trainer<T> _trainer;
    private readonly Optimizer<T> _optimizer;
    private readonly Problem<T> _problem;
    private readonly Loss<T> _loss;
    private readonly List<EpochResult> _epochs = [];
    private readonly List<TimeSpan> _elapsed = []; // [epochs]
    private readonly List<Divergence> _retries = [];

    /// <summary>Builds the network and allocates all memory; nothing is trained yet.</summary>
    /// <exception cref="UsageException">The network would be too large.</exception>
    public TrainingRun(RunSettings settings, Problem<T> problem)
    {
        (Settings, _problem) = (settings, problem);
        Network = problem.BuildNetwork();
        _optimizer = settings.Optimizer.Create<T>(settings, Network.ParameterCount);
        TrainingOptions options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            AccumulationSteps = settings.Accumulate,
            Threads = settings.Threads,
            L2 = settings.L2,
            ShuffleSeed = settings.ShuffleSeed,
            LearningRateSchedule = settings.Decay.From(settings.LearningRate),
            StopsOnDivergence = settings.OnDivergence != DivergencePolicy.Continue,
            OnDivergence = settings.OnDivergence == DivergencePolicy.Retry ? Retry : null,

            // A hundred measurements are enough for a curve and cost little; long runs need more to be watched.
            AccuracyInterval = Math.Clamp(settings.Epochs / 100, 1, 1000),
        };
        _loss = problem.CreateLoss();
        _trainer = new Trainer<T>(Network, Training, _loss, _optimizer, options);
    }

    public RunSettings Settings { get; }
    public DataSet<T> Training => _problem.Training;
    public DataSet<T>? Test => _problem.Test;
    public bool IsRegression => _problem.IsRegression;
    public Network<T> Network { get; }

    /// <summary>The widths of all layers, <c>2-5-2-1</c>.</summary>
    public string Architecture => _problem.Architecture;

    /// <summary>The results of the finished epochs; none if the first one diverged or was cancelled.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>The number of steps taken in the epoch that was cancelled, if it was.</summary>
    public int StepsIntoEpoch => _trainer.StepsIntoEpoch;

    /// <summary>The cost of the last epoch; NaN if there is none.</summary>
    public double FinalCost => _epochs.Count > 0 ? _epochs[^1].Cost : double.NaN;

    /// <summary>The accuracy or coefficient of determination on the training set, once trained.</summary>
    public Evaluation OnTraining { get; private set; }

    /// <summary>The same on the test set, if there is one.</summary>
    public Evaluation? OnTest { get; private set; }

    /// <summary>The time that all epochs took, including those before a checkpoint.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The number of steps that were skipped or refused because their gradient was not finite.</summary>
    public long SkippedSteps => _optimizer.SkippedSteps;

    /// <summary>The divergences after which an epoch was repeated at a lower rate.</summary>
    public IReadOnlyList<Divergence> Retries => _retries;

    /// <summary>The divergence that ended the training, or null.</summary>
    public Divergence? StoppedBy { get; private set; }

    /// <summary>The first epoch whose cost is not finite or that diverged; null if there is none.</summary>
    public int? DivergedIn
    {
        get
        {
            int epoch = _epochs.FindIndex(result => !double.IsFinite(result.Cost));
            return epoch >= 0 ? epoch : StoppedBy?.Epoch;
        }
    }

    /// <summary>Whether the user ended it before its last epoch.</summary>
    public bool IsCancelled => _epochs.Count < Settings.Epochs && StoppedBy is null;

    public double EpochsPerSecond => _epochs.Count / Duration.TotalSeconds;

    /// <summary>The time from the start to the end of an epoch.</summary>
    public TimeSpan TimeUntil(int epoch) => _elapsed[epoch];

    /// <summary>Continues from a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is of another training.</exception>
    public void Resume(string checkpoint)
    {
        RunMetadata kept = RunMetadata.Read(checkpoint, _trainer.LoadCheckpoint(checkpoint));
        _retries.AddRange(kept.Retries);
        Duration = kept.Duration;
        foreach (EpochResult epoch in _trainer.History.Epochs) _epochs.Add(epoch);
        _elapsed.AddRange(_epochs.Select(_ => kept.Duration));
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <returns>The file.</returns>
    public string Save(CheckpointFolder folder) => folder.Save(_trainer, RunMetadata.OfCheckpoint(this));

    /// <summary>Trains all epochs, or until it diverges or is cancelled, and measures the result.</summary>
    /// <param name="report">Called after each epoch.</param>
    /// <param name="cancellation">Ends the training after the current step.</param>
    public void Train(Action<EpochResult> report, CancellationToken cancellation)
    {
        TimeSpan before = Duration;
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
        OnTraining = Network.Evaluate(Training, _loss);
        if (Test is not null) OnTest = Network.Evaluate(Test, _loss);

        void Record(EpochResult result)
        {
            Duration = before + Stopwatch.GetElapsedTime(start);
            _epochs.Add(result);
            _elapsed.Add(Duration);
            report(result);
        }
    }

    public void Dispose() => _trainer.Dispose();

    private DivergenceResponse Retry(Divergence divergence)
    {
        if (_retries.Count == MostRetries) return DivergenceResponse.Stop;
        _retries.Add(divergence);
        return DivergenceResponse.Retry(0.5);
    }
}
