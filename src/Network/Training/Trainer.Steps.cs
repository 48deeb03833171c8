using SimdOptim.Diagnostics;
using SimdOptim.Losses;

namespace SimdOptim.Training;

/// <content>From batches to a step.</content>
public sealed partial class Trainer<T>
{
    private bool IsShuffled => _batchSize < _data.Count;

    private int LargestBatch => Math.Max(_batchSize, _sampleCount - _lastBatchStart);

    /// <summary>Each batch has masks of its own, also the batches of one step and those of a step that was skipped.</summary>
    private long MaskStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((_optimizer.StepCount + _optimizer.SkippedSteps) * _options.AccumulationSteps) + (_accumulator?.Count ?? 0);
    }

    /// <summary>Takes one step, in all its phases, by the gradients of some samples.</summary>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="start">The place of the first sample in the order of the epoch.</param>
    /// <param name="end">The place after the last sample.</param>
    /// <param name="costSum">The sum of the samples' costs before the step, to which those of this step are added.</param>
    /// <returns>Null if the step was taken, or skipped as the optimizer was told.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Divergence? TryStep(int epoch, int start, int end, ref double costSum)
    {
        int phase;
        bool isFirstPhase = true;
        do
        {
            phase = _optimizer.Phase;
            double loss = 0; // the mean cost so far
            for (int first = start, count; first < end; first += count)
            {
                count = first == _lastBatchStart ? end - first : _batchSize;
                double cost = ComputeGradients(first, count);
                if (_guard.IsDivergent(cost)) return CreateDivergence(epoch, cost);
                _guard.AcceptBatch(cost);
                loss += (cost - loss) * ((double)count / (first + count - start));
                _accumulator?.Add(_gradients.Span, (double)count / _batchSize);
                if (!isFirstPhase) continue;
                costSum += cost * count;
                _lastBatchCost = cost;
            }

            _accumulator?.TakeMean(_gradients.Span);
            try
            {
                _optimizer.Step(_network.Parameters, _gradients.Span, loss, _workspace.Team);
            }
            catch (NotFiniteNumberException) when (_guard.IsOn)
            {
                return CreateDivergence(epoch, _lastBatchCost, isInGradient: true);
            }

            isFirstPhase = false;
        }
        while (_optimizer.Phase > phase); // it stays where a gradient was refused, and is 0 after the last
        return null;
    }

    /// <summary>Computes the cost of a batch and its gradients, both with the L2 penalty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ComputeGradients(int start, int count)
    {
        ReadOnlySpan<T> inputs = _data.Features, targets = _data.Targets;
        if (IsShuffled)
        {
            inputs = Gather(start, count);
            targets = _targets.AsSpan(0, count * _data.TargetCount);
        }

        double cost = _network.ComputeGradientsUnchecked(inputs, targets, _loss, _workspace, _gradients.Span, MaskStep);
        if (_options.L2 > 0)
            cost += L2Penalty.Add(_network.Layout, _network.Parameters, _gradients.Span, _options.L2 / _data.Count);
        return cost;
    }

    /// <summary>Copies the samples of a batch, which are scattered over the data, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<T> Gather(int start, int count)
    {
        int width = _data.FeatureCount, targetCount = _data.TargetCount;
        ReadOnlySpan<T> features = _data.Features, targets = _data.Targets;
        for (int i = 0; i < count; i++)
        {
            int sample = _order[start + i];
            features.Slice(sample * width, width).CopyTo(_inputs.Slice(i * width, width));
            targets.Slice(sample * targetCount, targetCount).CopyTo(_targets.AsSpan(i * targetCount, targetCount));
        }

        return _inputs.Slice(0, count * width);
    }

    /// <summary>Returns a divergence if the last step left a parameter or buffer that is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Divergence? FindOverflow(int epoch)
    {
        bool isFinite = Reductions.AllFinite<T>(_network.Parameters) && Reductions.AllFinite<T>(_network.Buffers);
        return isFinite || !_guard.IsOn ? null : CreateDivergence(epoch, _lastBatchCost, isInParameters: true);
    }

    private Divergence CreateDivergence(int epoch, double cost, bool isInGradient = false, bool isInParameters = false)
    {
        Divergence divergence = new(epoch, _optimizer.StepCount + 1, cost, FindCulprit(), _optimizer.LearningRate)
        {
            IsInGradient = isInGradient,
            IsInParameters = isInParameters,
        };
        if (TrainingEvents.Log.IsEnabled())
            TrainingEvents.Log.Diverged(epoch, divergence.Step, divergence.Cost, divergence.Tensor);
        return divergence;
    }

    /// <summary>
    /// Returns the first tensor with a parameter, gradient or buffer that is not finite, else that with the largest gradient.
    /// </summary>
    private string FindCulprit()
    {
        string culprit = "";
        double largest = -1;
        foreach (ParameterTensor tensor in _network.Layout.Tensors)
        {
            ReadOnlySpan<T> gradients = _gradients.Span[tensor.Range];
            if (!Reductions.AllFinite<T>(_network.Parameters[tensor.Range]) || !Reductions.AllFinite(gradients)) return tensor.Name;
            double norm = Reductions.Norm(gradients);
            if (norm > largest) (largest, culprit) = (norm, tensor.Name);
        }

        foreach (ParameterTensor tensor in _network.BufferLayout.Tensors)
        {
            if (!Reductions.AllFinite<T>(_network.Buffers[tensor.Range])) return tensor.Name;
        }

        return culprit;
    }
}
