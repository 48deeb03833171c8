using System.Runtime.CompilerServices;
using SimdOptim.Diagnostics;
using SimdOptim.Losses;
using SimdOptim.Schedules;

namespace SimdOptim.Training;

// From batches to an epoch, and back to the last good one where it diverges.
public sealed partial class Trainer<T>
{
    /// <summary>A batch whose cost is so many times the lowest epoch's (or 1, if that is lower) has exploded.</summary>
    private const double ExplosionFactor = 1e6;

    /// <summary>Trains one epoch, or what is left of it.</summary>
    /// <returns>What it came to; null if it was cancelled in its middle.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private EpochResult? TrainEpoch(int epoch, CancellationToken cancellation)
    {
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.EpochStart(epoch);
        if (_stopped.Samples == 0 || _stopped.Epoch != epoch)
        {
            _stopped = default;
            _entered.Take();
            _isUnproven = true;
        }

        while (true)
        {
            if (TryTrainEpoch(epoch, cancellation, out EpochResult? result) is not { } divergence)
            {
                if (result is { } done && TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.EpochStop(epoch, done.Cost);
                return result;
            }

            // In its first step an epoch shows what the one before it did; a whole batch has no other step.
            if (_isUnproven && !_lastGood.IsTaken) Prove();
            bool canHelp = divergence.Step > _lastGood.StepCount + 1; // else the parameters are at fault, whatever the rate
            _isUnproven = false;
            _lastGood.Restore();
            DivergenceResponse response = canHelp && _options.OnDivergence is { } ask ? ask(divergence) : DivergenceResponse.Stop;
            if (response.RateFactor is not { } factor) throw new TrainingDivergedException(divergence);
            ScaleLearningRate(factor);
        }
    }

    /// <summary>Trains one epoch up to where it diverges or is cancelled, if it does or is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Divergence? TryTrainEpoch(int epoch, CancellationToken cancellation, out EpochResult? result)
    {
        result = null;
        if (_schedule is not null) _optimizer.LearningRate = _schedule.GetLearningRate(epoch);
        bool shuffled = _batchSize < _data.Count;
        if (shuffled)
        {
            _random.Seed(unchecked(_options.ShuffleSeed + (uint)epoch));
            _random.Permutation(_order);
        }

        (int first, double sum) = (_stopped.Samples, _stopped.CostSum);
        _stopped = default;
        double cost = 0;
        _accumulator?.Clear();
        for (int start = first; start < _data.Count; start += _batchSize)
        {
            int count = Math.Min(_batchSize, _data.Count - start);
            cost = shuffled
                ? ComputeGradients(Gather(start, count), _targets.AsSpan(0, count * _data.TargetCount))
                : ComputeGradients(_data.Features, _data.Targets);
            if (_options.StopsOnDivergence && (!double.IsFinite(cost) || cost > ExplosionFactor * Math.Max(_lowestCost, 1)))
                return Diverged(epoch, cost, isInGradient: false);

            if (_isUnproven) Prove();
            if (double.IsPositiveInfinity(_lowestCost) && double.IsFinite(cost)) _lowestCost = cost;
            if (!TryStep(count, isLast: start + count == _data.Count))
                return Diverged(epoch, cost, isInGradient: true);

            sum += cost * count;
            if (cancellation.IsCancellationRequested && start + count < _data.Count && _accumulator is not { Count: > 0 })
            {
                _stopped = new StoppedEpoch(epoch, start + count, sum);
                return null;
            }
        }

        double epochCost = sum / _data.Count;
        if (epochCost < _lowestCost) _lowestCost = epochCost; // not if it is NaN
        bool isMeasured = (epoch % _options.AccuracyInterval) == 0 || epoch == _options.Epochs - 1;
        double? accuracy = isMeasured && _data.ClassCount > 0 ? MeasureAccuracy(_data) : null;
        result = new EpochResult(epoch, epochCost, cost, accuracy, _optimizer.LearningRate);
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        double cost = _network.ComputeGradientsUnchecked(inputs, targets, _loss, _workspace, _gradients.Span, MaskStep);
        if (_options.L2 > 0)
            cost += L2Penalty.Add(_network.Layout, _network.Parameters, _gradients.Span, _options.L2 / _data.Count);
        return cost;
    }

    /// <summary>Makes what the epoch was entered with the place to go back to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prove()
    {
        (_lastGood, _entered) = (_entered, _lastGood);
        _isUnproven = false;
    }

    private void ScaleLearningRate(double factor)
    {
        _rateFactors.Add(factor);
        if (!TryScaleSchedule(factor)) _optimizer.LearningRate *= factor;
    }

    private bool TryScaleSchedule(double factor)
    {
        if (_schedule is not null) _schedule = new ScaledSchedule(_schedule, factor);
        else if (_optimizer.Schedule is { } schedule) _optimizer.Schedule = new ScaledSchedule(schedule, factor);
        else return false;
        return true;
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
            features.Slice(sample * width, width).CopyTo(_inputs.Slice(i * width, width));
            targets.Slice(sample * targetCount, targetCount).CopyTo(_targets.AsSpan(i * targetCount, targetCount));
        }

        return _inputs.Slice(0, count * width);
    }
}
