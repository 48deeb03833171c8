using SimdOptim.Data;

namespace SimdOptim.Training;

/// <content>Being fast from the first step on.</content>
public sealed partial class Trainer<T>
{
    /// <summary>
    /// Compiles all that training will run, so that the first step takes hardly longer than the others. Called once, before time
    /// counts; it lets a twin train on a few batches, and changes nothing here.
    /// </summary>
    /// <remarks>For a moment it takes as much memory as the trainer, its network and its optimizer again. Whoever listens to
    /// the meters and events hears of the twin too.</remarks>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public void Warmup()
    {
        ObjectDisposedException.ThrowIf(_workspace.IsDisposed, this);
#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        _optimizer.Warmup(_workspace.Team);
        Network<T> network = _network.CreateTwin();
        TrainingOptions options = _options with { Epochs = 2, AccuracyInterval = 1, StopsOnDivergence = false };
        using Trainer<T> twin = new(network, TakeSomeBatches(), _loss, _optimizer.CreateTwin(), options);
        twin.Train();
        twin.TrainEpoch(options.Epochs);
    }

    /// <summary>
    /// Returns data of two whole batches and, if there is one, of the last that is smaller; at most all there is.
    /// </summary>
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
