using SimdOptim.Diagnostics;
using SimdOptim.Schedules;

namespace SimdOptim.Training;

/// <content>From steps to an epoch, which is tried again after a divergence.</content>
public sealed partial class Trainer<T>
{
    /// <summary>Trains one epoch, or the rest of one that was cancelled.</summary>
    /// <returns>The result; null if the epoch was cancelled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private EpochResult? TrainEpoch(int epoch, CancellationToken cancellation)
    {
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.EpochStart(epoch);
        if (_stopped.Samples == 0 || _stopped.Epoch != epoch)
        {
            _stopped = default;
            _guard.BeginEpoch();
        }

        EpochResult? result;
        while (TryTrainEpoch(epoch, cancellation, out result) is { } divergence) Retry(divergence);
        if (result is not { } done) return null;
        _epochAfterGap = History.TryAdd(done) ? null : epoch;
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.EpochStop(epoch, done.Cost);
        return done;
    }

    /// <summary>Trains one epoch until it diverges, is cancelled or ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Divergence? TryTrainEpoch(int epoch, CancellationToken cancellation, out EpochResult? result)
    {
        result = null;
        if (_schedule is not null) _optimizer.LearningRate = _schedule.GetLearningRate(epoch);
        if (IsShuffled)
        {
            _random.Seed(unchecked(_options.ShuffleSeed + (uint)epoch));
            _random.Permutation(_order);
        }

        (int start, double costSum) = (_stopped.Samples, _stopped.CostSum);
        _stopped = default;
        _accumulator?.Clear();
        while (start < _sampleCount)
        {
            int end = start + SamplesPerStep > _lastBatchStart ? _sampleCount : (int)(start + SamplesPerStep);
            if (TryStep(epoch, start, end, ref costSum) is { } divergence) return divergence;
            start = end;
            if (cancellation.IsCancellationRequested && start < _sampleCount)
            {
                if (FindOverflow(epoch) is { } found) return found;
                _stopped = new StoppedEpoch(epoch, start, costSum);
                return null;
            }
        }

        if (FindOverflow(epoch) is { } overflow) return overflow;
        double cost = costSum / _sampleCount;
        _guard.AcceptEpoch(cost);
        bool isMeasured = epoch % _options.AccuracyInterval == 0 || epoch == _options.Epochs - 1;
        double? accuracy = isMeasured && _data.ClassCount > 0 ? MeasureAccuracyOf(_data) : null;
        result = new EpochResult(epoch, cost, _lastBatchCost, accuracy, _optimizer.LearningRate);
        return null;
    }

    /// <summary>Restores the last good state, and lowers the learning rate if the options ask for another try.</summary>
    /// <exception cref="TrainingDivergedException">They do not, or a lower rate cannot help.</exception>
    private void Retry(Divergence divergence)
    {
        bool canHelp = _guard.RollBack(divergence);
        DivergenceResponse response = canHelp && _options.OnDivergence is { } ask ? ask(divergence) : DivergenceResponse.Stop;
        if (response.RateFactor is not { } factor) throw new TrainingDivergedException(divergence);
        _guard.RateFactors.Add(factor);
        if (!TryScaleSchedule(factor)) _optimizer.LearningRate *= factor;
    }

    private bool TryScaleSchedule(double factor)
    {
        if (_schedule is not null) _schedule = new ScaledSchedule(_schedule, factor);
        else if (_optimizer.Schedule is { } schedule) _optimizer.Schedule = new ScaledSchedule(schedule, factor);
        else return false;
        return true;
    }
}

/// <summary>How much of an epoch was done when it was cancelled.</summary>
/// <param name="Epoch">The number of the epoch.</param>
/// <param name="Samples">The number of samples trained on, in the order of the epoch; 0 if no epoch was cancelled.</param>
/// <param name="CostSum">The sum of their costs.</param>
internal readonly record struct StoppedEpoch(int Epoch, int Samples, double CostSum);
