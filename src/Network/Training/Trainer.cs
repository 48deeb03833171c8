using SimdOptim.Data;
using SimdOptim.Diagnostics;
using SimdOptim.Gradients;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Threading;

namespace SimdOptim.Training;

/// <summary>
/// Trains a network on a data set by mini-batch gradient descent. The constructor takes all the memory that training needs: an
/// epoch allocates nothing. A trainer serves one thread at a time, and refuses a second one with an
/// <see cref="InvalidOperationException"/>. Dispose of a trainer that has <see cref="TrainingOptions.Threads"/> of its own.
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
    private readonly DivergenceGuard<T> _guard;
    private readonly Workspace<T> _workspace;
    private readonly AlignedArray<T> _gradients;
    private readonly GradientAccumulator<T>? _accumulator; // null if each batch makes a step
    private readonly AlignedArray<T>? _trainingParameters; // kept while the network has those for evaluation; null if they are the same
    private readonly int[] _order; // [samples]
    private readonly AlignedArray<T> _inputs; // [batch, features]
    private readonly T[] _targets; // [batch, targets]
    private readonly NumPyRandom _random = new(0);
    private readonly int _batchSize;
    private readonly int _sampleCount; // of an epoch
    private readonly int _lastBatchStart; // in the order of an epoch; that batch may be smaller or larger than the others
    private readonly Description _schedules; // those of the constructor, without the factors of retries
    private ILearningRateSchedule? _schedule; // by epoch
    private StoppedEpoch _stopped;
    private double _lastBatchCost;
    private int? _epochAfterGap; // the last epoch that was trained, if it does not follow those of the history
    private bool _isResumed;
    private int _owner; // the thread that trains

    /// <summary>Initializes the trainer and takes all the memory that training needs.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="data">The data to train on.</param>
    /// <param name="loss">The loss to minimize.</param>
    /// <param name="optimizer">The optimizer of the network's parameters; it may have taken steps before.</param>
    /// <param name="options">Number of epochs, batches, order of the samples, learning rate.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// Network, data, loss and optimizer do not fit each other, both optimizer and options have a schedule, or
    /// <see cref="LastBatch.Drop"/> would leave no sample, since the data have fewer than one batch.
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
        Throw.IfRoundedToZero<T>(options.L2, nameof(options.L2));
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
        (_batchSize, _lastBatchStart, _sampleCount) = options.SplitIntoBatches(data.Count);
        _workspace = network.CreateWorkspace(LargestBatch, forTraining: true, options.Threads);
        _gradients = new AlignedArray<T>(network.ParameterCount);
        if (options.AccumulationSteps > 1) _accumulator = new GradientAccumulator<T>(network.ParameterCount);
        if (optimizer.HasEvaluationParameters) _trainingParameters = new AlignedArray<T>(network.ParameterCount);
        _order = new int[data.Count];
        _inputs = new AlignedArray<T>(LargestBatch * data.FeatureCount);
        _targets = new T[LargestBatch * data.TargetCount];
        _guard = new DivergenceGuard<T>(network, optimizer, options.StopsOnDivergence);
        _schedule = options.LearningRateSchedule;
        _schedules = DescribeSchedules(options.LearningRateSchedule, optimizer.Schedule);
        History = new TrainingHistory(options.Epochs);
    }

    /// <summary>
    /// Gets the results of the epochs trained so far, from epoch 0, those before a checkpoint included.
    /// </summary>
    public TrainingHistory History { get; private set; }

    /// <summary>
    /// Gets the number of steps taken of the epoch that follows those of <see cref="History"/>: 0, unless the training was
    /// cancelled within that epoch.
    /// </summary>
    public int StepsIntoEpoch => (int)(_stopped.Samples / SamplesPerStep);

    private long SamplesPerStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)_batchSize * _options.AccumulationSteps;
    }

    /// <summary>
    /// Trains all epochs, from epoch 0 or from the step after the checkpoint that was loaded, until the last or until cancelled.
    /// </summary>
    /// <param name="progress">
    /// Called after each epoch, on this thread; or null. An exception that it throws ends the training. It may give the optimizer
    /// a new rule or learning rate for the epochs to come; a schedule overrides the rate.
    /// </param>
    /// <param name="cancellation">
    /// Ends the training after the current step, and never before one step is taken. A checkpoint saved then continues with the
    /// next step.
    /// </param>
    /// <returns>The results of all epochs that were finished, those before the checkpoint included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A schedule gave a rate that is negative, NaN, or infinite in <typeparamref name="T"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public TrainingHistory Train(Action<EpochResult>? progress = null, CancellationToken cancellation = default)
    {
        using SingleThreadGuard guard = Enter();
        if (!_isResumed) (History, _stopped, _epochAfterGap) = (new TrainingHistory(_options.Epochs), default, null);
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
    /// Trains one epoch, or the rest of one that was cancelled. A loop over the epochs from <c>History.Count</c> on is a training
    /// like that of <see cref="Train"/>, whose checkpoints resume at the next epoch.
    /// </summary>
    /// <remarks>
    /// Any epoch can be trained: the order of its samples depends on its number alone. If epochs of <see cref="History"/> have
    /// the same or a later number, the new result takes their place. An epoch with a gap before it is not added, and no
    /// checkpoint can then be saved. Nothing is allocated, but for results beyond <see cref="TrainingOptions.Epochs"/>.
    /// </remarks>
    /// <param name="epoch">The number of the epoch, not negative.</param>
    /// <returns>The result of the epoch.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="epoch"/> is negative, or a schedule returned a rate that is negative, NaN, infinite or overflows
    /// <typeparamref name="T"/>.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// A cost exploded or was not finite, the optimizer's guard threw at a gradient, or a parameter or buffer is not finite after
    /// the last step, and <see cref="TrainingOptions.OnDivergence"/> did not ask for another try, or another try could not help.
    /// Network and optimizer are as at the start of the epoch, or of the previous epoch if this one diverged in its first step:
    /// then the last step of the previous epoch is at fault.
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
        using SingleThreadGuard guard = Enter();
        return TrainEpoch(epoch, CancellationToken.None)!.Value;
    }

    /// <summary>
    /// Returns the share of samples that the network classifies correctly, in [0, 1], with the parameters for evaluation if the
    /// optimizer's rule has such.
    /// </summary>
    /// <param name="data">The samples, with the features and classes of the training data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The features or classes are not those of the training data, or the targets are quantities.
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

        using SingleThreadGuard guard = Enter();
        return MeasureAccuracyOf(data);
    }

    /// <summary>
    /// Writes the parameters to evaluate and to ship into the network: those of training, unless the optimizer's rule has others, such
    /// as an average of them. Call it once, after the last epoch and the last checkpoint, since training cannot go on from them.
    /// </summary>
    public void StoreEvaluationParameters()
    {
        using SingleThreadGuard guard = Enter();
        _optimizer.CopyEvaluationParameters(_network.Parameters, _network.Parameters);
    }

    /// <summary>Ends the trainer's own threads, if it has any, and waits for them. A second call does nothing.</summary>
    public void Dispose() => _workspace.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double MeasureAccuracyOf(DataSet<T> data)
    {
        if (_trainingParameters is not { } parameters) return _network.MeasureAccuracy(data, _loss, _workspace);
        _network.Parameters.CopyTo(parameters.Span);
        _optimizer.CopyEvaluationParameters(parameters.Span, _network.Parameters);
        double accuracy = _network.MeasureAccuracy(data, _loss, _workspace);
        parameters.Span.CopyTo(_network.Parameters);
        return accuracy;
    }

    /// <summary>Refuses a second thread until the result is disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SingleThreadGuard Enter() =>
        SingleThreadGuard.EnterOrNest(ref _owner, "A trainer", "Train from one thread, or make a trainer of another network.");
}
