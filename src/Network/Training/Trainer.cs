using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Data;
using SimdOptim.Diagnostics;
using SimdOptim.Gradients;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Training;

/// <summary>
/// Trains a network on a data set by mini-batch gradient descent. All memory is taken when the trainer is made: an epoch
/// allocates nothing. A trainer serves one thread at a time; a Debug build of the library refuses a second one by an
/// <see cref="InvalidOperationException"/>, a Release build does not look.
/// Dispose of one that has <see cref="TrainingOptions.Threads"/> of its own.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Trainer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly DataSet<T> _data;
    private readonly Loss<T> _loss;
    private readonly Optimizer<T> _optimizer;
    private readonly TrainingOptions _options;
    private readonly Workspace<T> _workspace;
    private readonly AlignedArray<T> _gradients;
    private readonly GradientAccumulator<T>? _accumulator; // null if each batch makes a step
    private readonly int[] _order; // [samples]
    private readonly AlignedArray<T> _inputs; // [batch, features]
    private readonly T[] _targets; // [batch, targets]
    private readonly NumPyRandom _random = new(0);
    private readonly int _batchSize;
    private readonly string _scheduleText; // before any retry
    private readonly List<double> _rateFactors = []; // of all retries, in their order
    private Snapshot<T> _lastGood; // of parameters whose cost has been seen
    private Snapshot<T> _entered; // of the epoch at hand
    private bool _isUnproven; // whether no cost of what the epoch was entered with has been seen
    private ILearningRateSchedule? _schedule; // by epoch
    private bool _isResumed;
#if DEBUG
    private int _owner; // the thread that trains
#endif
    private StoppedEpoch _stopped; // the epoch that was cancelled in its middle
    private double _lowestCost = double.PositiveInfinity; // of an epoch; before the first is done, of its first batch

    /// <summary>Initializes the trainer and takes all the memory it will need.</summary>
    /// <param name="network">The network to train, its parameters initialized.</param>
    /// <param name="data">The data to train on.</param>
    /// <param name="loss">What to make small.</param>
    /// <param name="optimizer">How to step; it may have taken steps before.</param>
    /// <param name="options">How long, in which batches, in which order, at which rate.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// Network, data, loss and optimizer do not fit each other, or both optimizer and options have a schedule.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Trainer(Network<T> network, DataSet<T> data, Loss<T> loss, Optimizer<T> optimizer, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1, nameof(options.Epochs));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BatchSize, nameof(options.BatchSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AccumulationSteps, 1, nameof(options.AccumulationSteps));
        WorkerTeam.Validate(options.Threads, nameof(options.Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AccuracyInterval, 1, nameof(options.AccuracyInterval));
        Throw.IfOverflowing<T>(Throw.IfNegativeOrNotFinite(options.L2, nameof(options.L2)), nameof(options.L2));
        if (network.InputCount != data.FeatureCount)
        {
            throw new ArgumentException(
                $"The network takes {network.InputCount} inputs, but the data has {data.FeatureCount} features.", nameof(data));
        }

        if (network.ParameterCount != optimizer.ParameterCount)
        {
            throw new ArgumentException(
                $"The network has {network.ParameterCount} parameters, but the optimizer {optimizer.ParameterCount}.",
                nameof(optimizer));
        }

        if (options.LearningRateSchedule is not null && optimizer.Schedule is not null)
        {
            throw new ArgumentException(
                "The learning rate must have one schedule; options has one by epoch, and optimizer one by step.",
                nameof(options));
        }

        loss.Validate(network.OutputCount, data.ClassCount, data.TargetCount);
        _network = network;
        _data = data;
        _loss = loss;
        _optimizer = optimizer;
        _options = options;
        _batchSize = options.BatchSize == 0 ? data.Count : Math.Min(options.BatchSize, data.Count);
        _workspace = network.CreateWorkspace(_batchSize, forTraining: true, options.Threads);
        _gradients = new AlignedArray<T>(network.ParameterCount);
        if (options.AccumulationSteps > 1) _accumulator = new GradientAccumulator<T>(network.ParameterCount);
        _order = new int[data.Count];
        _inputs = new AlignedArray<T>(_batchSize * data.FeatureCount);
        _targets = new T[_batchSize * data.TargetCount];
        _lastGood = new Snapshot<T>(network, optimizer);
        _entered = new Snapshot<T>(network, optimizer);
        _schedule = options.LearningRateSchedule;
        _scheduleText = $"by epoch {options.LearningRateSchedule?.Describe()}, by step {optimizer.Schedule?.Describe()}";
        History = new TrainingHistory(options.Epochs);
    }

    /// <summary>
    /// Gets the results of the epochs that <see cref="Train"/> has trained so far, those before a checkpoint included.
    /// </summary>
    public TrainingHistory History { get; private set; }

    /// <summary>
    /// Gets how many steps were taken of the epoch after those of <see cref="History"/>: 0, unless the training was cancelled in
    /// its middle.
    /// </summary>
    public int StepsIntoEpoch => (int)(_stopped.Samples / SamplesPerStep);

    private long SamplesPerStep => (long)_batchSize * _options.AccumulationSteps;

    /// <summary>
    /// Trains all epochs, from epoch 0 or from where the checkpoint that was loaded had stopped, or until it is cancelled; then
    /// the step at hand is still finished.
    /// </summary>
    /// <param name="progress">
    /// Called after each epoch, on this thread; or null. What it throws ends the training. It may give the optimizer a new rule
    /// or learning rate for the epochs to come; where there is a schedule, the rate of that counts.
    /// </param>
    /// <param name="cancellation">
    /// Ends the training after the step at hand, and never before one step is taken. A checkpoint that is saved then goes on with
    /// the next step.
    /// </param>
    /// <returns>The results of all epochs that were finished, those before the checkpoint included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A schedule gave a rate that is negative, NaN, or infinite in <typeparamref name="T"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public TrainingHistory Train(Action<EpochResult>? progress = null, CancellationToken cancellation = default)
    {
#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        if (!_isResumed) (History, _stopped) = (new TrainingHistory(_options.Epochs), default);
        _isResumed = false;
        TrainingHistory history = History;
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.TrainingStart(history.Count, _options.Epochs);
        try
        {
            bool isFirst = true;
            while (history.Count < _options.Epochs && (isFirst || !cancellation.IsCancellationRequested))
            {
                isFirst = false;
                if (TrainEpoch(history.Count, cancellation) is not { } result) break;
                history.Add(result);
                progress?.Invoke(result);
            }
        }
        finally
        {
            if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.TrainingStop(history.Count, _options.Epochs);
        }

        return history;
    }

    /// <summary>
    /// Trains one epoch, or what is left of it if it was cancelled in its middle; any epoch can be entered, the order of its
    /// samples depends on nothing but its number.
    /// </summary>
    /// <param name="epoch">The number of the epoch, not negative.</param>
    /// <returns>What the epoch came to.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="epoch"/> is negative, or a schedule gave a rate that is negative, NaN, or infinite in
    /// <typeparamref name="T"/>.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// A cost exploded or was not finite, or the optimizer's guard threw at a gradient, and
    /// <see cref="TrainingOptions.OnDivergence"/> did not ask for another try, or another try could not help. Network and
    /// optimizer are as they were before the epoch; or, if it diverged in its first step, before the epoch before it, whose last
    /// step is at fault.
    /// </exception>
    /// <exception cref="NotFiniteNumberException">
    /// The optimizer's guard threw at a gradient, and <see cref="TrainingOptions.StopsOnDivergence"/> is off.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public EpochResult TrainEpoch(int epoch)
    {
        ObjectDisposedException.ThrowIf(_workspace.IsDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        return TrainEpoch(epoch, CancellationToken.None)!.Value;
    }

    /// <summary>Returns the share of samples that the network classifies right, in [0, 1].</summary>
    /// <param name="data">The data to judge by, with the features and classes of the training data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The features or classes are not those of the training data, or there are no classes: quantities are not right or wrong.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double MeasureAccuracy(DataSet<T> data)
    {
        ObjectDisposedException.ThrowIf(_workspace.IsDisposed, this);
        ArgumentNullException.ThrowIfNull(data);
        if (data.ClassCount == 0) throw new ArgumentException("data must have classes; it is for regression.", nameof(data));
        if (data.FeatureCount != _data.FeatureCount || data.ClassCount != _data.ClassCount)
        {
            throw new ArgumentException(
                $"data must have {_data.FeatureCount} features and {_data.ClassCount} classes; "
                + $"it has {data.FeatureCount} and {data.ClassCount}.",
                nameof(data));
        }

#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        int correct = 0;
        for (int start = 0; start < data.Count; start += _batchSize)
        {
            int count = Math.Min(_batchSize, data.Count - start);
            correct += _network.CountCorrect(
                data.Features.Slice(start * data.FeatureCount, count * data.FeatureCount),
                data.Targets.Slice(start, count),
                _loss,
                _workspace);
        }

        return (double)correct / data.Count;
    }

    /// <summary>Ends the trainer's own threads, if it has any, and waits for them. A second time it does nothing.</summary>
    public void Dispose() => _workspace.Dispose();

#if DEBUG
    /// <summary>Refuses a second thread until the result is disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SingleThreadGuard Enter() => new(ref _owner, "A trainer", "Train from one thread, or make a trainer of another network.");
#endif
}
