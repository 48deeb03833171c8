using SimdOptim.Data;

namespace SimdOptim.Training;

/// <content>Being fast from the first step on.</content>
public sealed partial class Trainer<T>
{
    /// <summary>
    /// Compiles all code that training runs, so that the first step takes hardly longer than the others. Call it once, before time
    /// counts. A copy of the network trains on a few batches; this trainer, its network and its optimizer do not change.
    /// </summary>
    /// <remarks>
    /// Meanwhile it takes as much memory again as the trainer, its network and its optimizer. Listeners to the meters and events
    /// hear of the copy too.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public void Warmup()
    {
        ObjectDisposedException.ThrowIf(_workspace.IsDisposed, this);
        using SingleThreadGuard guard = Enter();
        _optimizer.Warmup(_workspace.Team);
        TrainingOptions options = _options with { Epochs = 2, AccuracyInterval = 1, StopsOnDivergence = false };
        using Trainer<T> twin = new(_network.CreateTwin(), TakeSomeBatches(), _loss, _optimizer.CreateTwin(), options);
        twin.Train();
        twin.TrainEpoch(options.Epochs);
        if (!_guard.IsOn) return;
        DivergenceGuard<T> divergences = new(twin._network, twin._optimizer, isOn: true); // the twin has none, for it may diverge
        divergences.BeginEpoch();
        divergences.AcceptBatch(cost: 0);
    }

    /// <summary>Returns data of two full batches and, if there is one, of the smaller last batch; at most all samples.</summary>
    private DataSet<T> TakeSomeBatches()
    {
        int count = Math.Min(_data.Count, (2 * _batchSize) + (_data.Count % _batchSize));
        ReadOnlySpan<T> features = _data.Features[..(count * _data.FeatureCount)];
        ReadOnlySpan<T> targets = _data.Targets[..(count * _data.TargetCount)];
        return _data.ClassCount > 0
            ? DataSet<T>.Classification(features, targets, _data.FeatureCount, _data.ClassCount)
            : DataSet<T>.Regression(features, targets, _data.FeatureCount, _data.TargetCount);
    }
}
