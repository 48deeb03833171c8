using System.Runtime.CompilerServices;
using SimdOptim.Diagnostics;
using SimdOptim.Simd;

namespace SimdOptim.Training;

// From the gradients of batches to steps, and what is said of those that cannot be taken.
public sealed partial class Trainer<T>
{
    /// <summary>Every batch draws masks of its own, those of one step and those whose step was skipped too.</summary>
    private long MaskStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((_optimizer.StepCount + _optimizer.SkippedSteps) * _options.AccumulationSteps) + (_accumulator?.Count ?? 0);
    }

    /// <summary>Takes the step of a batch, or lays its gradient by for a later one.</summary>
    /// <returns>
    /// Whether nothing is wrong with the gradient; a gradient that was skipped as the optimizer was told is not.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryStep(int count, bool isLast)
    {
        if (_accumulator is { } accumulator)
        {
            accumulator.Add(_gradients.Span, (double)count / _batchSize);
            if (accumulator.Count < _options.AccumulationSteps && !isLast) return true;
            accumulator.TakeMean(_gradients.Span);
        }

        try
        {
            _optimizer.Step(_network.Parameters, _gradients.Span, _workspace.Team);
            return true;
        }
        catch (NotFiniteNumberException) when (_options.StopsOnDivergence)
        {
            return false;
        }
    }

    private Divergence Diverged(int epoch, double cost, bool isInGradient)
    {
        Divergence divergence = new(epoch, _optimizer.StepCount + 1, cost, FindCulprit(), _optimizer.LearningRate)
        {
            IsInGradient = isInGradient,
        };
        if (TrainingEvents.Log.IsEnabled())
            TrainingEvents.Log.Diverged(epoch, divergence.Step, cost, divergence.Tensor);
        return divergence;
    }

    /// <summary>The first tensor with an element or a gradient that is not finite, else that of the largest gradient.</summary>
    private string FindCulprit()
    {
        string culprit = "";
        double largest = -1;
        foreach (ParameterTensor tensor in _network.Layout.Tensors)
        {
            if (!Reductions.AllFinite<T>(_network.Parameters[tensor.Range]) || !Reductions.AllFinite<T>(_gradients.Span[tensor.Range]))
                return tensor.Name;

            double norm = Reductions.Norm<T>(_gradients.Span[tensor.Range]);
            if (norm > largest) (largest, culprit) = (norm, tensor.Name);
        }

        return culprit;
    }
}
