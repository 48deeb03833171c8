using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;

namespace SimdOptim.Training;

/// <summary>
/// Trains a network on a data set by mini-batch gradient descent. All memory is taken when the trainer is made: an epoch
/// allocates nothing. A trainer serves one thread at a time.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly DataSet<T> _data;
    private readonly Loss<T> _loss;
    private readonly Optimizer<T> _optimizer;
    private readonly TrainingOptions _options;
    private readonly Workspace<T> _workspace;
    private readonly T[] _gradients;
    private readonly int[] _order; // [samples]
    private readonly T[] _inputs; // [batch, features]
    private readonly T[] _targets; // [batch, targets]
    private readonly NumPyRandom _random = new(0);
    private readonly int _batchSize;

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
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AccuracyInterval, 1, nameof(options.AccuracyInterval));
        Throw.IfNegativeOrNotFinite(options.L2, nameof(options.L2));
        if (network.InputCount != data.FeatureCount)
        {
            throw new ArgumentException(
                $"The network takes {network.InputCount} inputs, but the data has {data.FeatureCount} features.", nameof(data));
        }

        if (network.ParameterCount != optimizer.ParameterCount)
        {
            throw new ArgumentException(
                $"The network has {network.ParameterCount} parameters, but the optimizer {optimizer.ParameterCount}.", nameof(optimizer));
        }

        if (options.LearningRateSchedule is not null && optimizer.Schedule is not null)
        {
            throw new ArgumentException(
                "The learning rate must have one schedule; options has one by epoch, and optimizer one by step.", nameof(options));
        }

        loss.Validate(network.OutputCount, data.ClassCount, data.TargetCount);
        _network = network;
        _data = data;
        _loss = loss;
        _optimizer = optimizer;
        _options = options;
        _batchSize = options.BatchSize == 0 ? data.Count : Math.Min(options.BatchSize, data.Count);
        _workspace = network.CreateWorkspace(_batchSize, forTraining: true);
        _gradients = new T[network.ParameterCount];
        _order = new int[data.Count];
        _inputs = new T[_batchSize * data.FeatureCount];
        _targets = new T[_batchSize * data.TargetCount];
    }

    /// <summary>Trains all epochs from epoch 0, or until it is cancelled; then the epoch at hand is still finished.</summary>
    /// <param name="progress">Called after each epoch, on this thread; or null. What it throws ends the training.</param>
    /// <param name="cancellation">Ends the training after the epoch at hand, and never before one epoch is trained.</param>
    /// <returns>The results of the epochs that were trained, at least one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A schedule gave a rate that is negative, infinite or NaN.</exception>
    public TrainingHistory Train(Action<EpochResult>? progress = null, CancellationToken cancellation = default)
    {
        TrainingHistory history = new(_options.Epochs);
        while (history.Count < _options.Epochs && !(cancellation.IsCancellationRequested && history.Count > 0))
        {
            EpochResult result = TrainEpoch(history.Count);
            history.Add(result);
            progress?.Invoke(result);
        }

        return history;
    }

    /// <summary>Trains one epoch; any epoch can be entered, the order of its samples depends on nothing but its number.</summary>
    /// <param name="epoch">The number of the epoch, not negative.</param>
    /// <returns>What the epoch came to.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="epoch"/> is negative, or a schedule gave a rate that is negative, infinite or NaN.
    /// </exception>
    public EpochResult TrainEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (_options.LearningRateSchedule is { } schedule) _optimizer.LearningRate = schedule.GetLearningRate(epoch);
        bool shuffled = _batchSize < _data.Count;
        if (shuffled)
        {
            _random.Seed(unchecked(_options.ShuffleSeed + (uint)epoch));
            _random.Permutation(_order);
        }

        double sum = 0;
        double cost = 0;
        for (int start = 0; start < _data.Count; start += _batchSize)
        {
            int count = Math.Min(_batchSize, _data.Count - start);
            cost = shuffled
                ? Step(Gather(start, count), _targets.AsSpan(0, count * _data.TargetCount))
                : Step(_data.Features, _data.Targets);
            sum += cost * count;
        }

        bool isMeasured = (epoch % _options.AccuracyInterval) == 0 || epoch == _options.Epochs - 1;
        return new EpochResult(epoch, sum / _data.Count, cost, isMeasured && _data.ClassCount > 0 ? MeasureAccuracy(_data) : null, _optimizer.LearningRate);
    }

    /// <summary>Returns the share of samples that the network classifies right, in [0, 1].</summary>
    /// <param name="data">The data to judge by, with the features and classes of the training data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">The features or classes are not those of the training data.</exception>
    public double MeasureAccuracy(DataSet<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.FeatureCount != _data.FeatureCount || data.ClassCount != _data.ClassCount)
        {
            throw new ArgumentException(
                $"data must have {_data.FeatureCount} features and {_data.ClassCount} classes; it has {data.FeatureCount} and {data.ClassCount}.",
                nameof(data));
        }

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

    private double Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        double cost = _network.Differentiate(inputs, targets, _loss, _workspace, _gradients, _optimizer.StepCount);
        if (_options.L2 > 0) cost += L2Penalty.Add(_network.Layout, _network.Parameters, _gradients, _options.L2 / _data.Count);
        _optimizer.Step(_network.Parameters, _gradients);
        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<T> Gather(int start, int count)
    {
        int width = _data.FeatureCount;
        int targetCount = _data.TargetCount;
        ReadOnlySpan<T> features = _data.Features;
        ReadOnlySpan<T> targets = _data.Targets;
        for (int i = 0; i < count; i++)
        {
            int sample = _order[start + i];
            features.Slice(sample * width, width).CopyTo(_inputs.AsSpan(i * width, width));
            targets.Slice(sample * targetCount, targetCount).CopyTo(_targets.AsSpan(i * targetCount, targetCount));
        }

        return _inputs.AsSpan(0, count * width);
    }
}
