using System.Diagnostics.CodeAnalysis;
using SimdOptim.Diagnostics;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

// The handling of gradients that are not finite.
public abstract partial class Optimizer<T>
{
    private NonFiniteGuard _nonFiniteGuard;

    /// <summary>
    /// Gets or sets what a step does if the gradient contains NaN or infinity, or if the rule clips by the norm and the norm
    /// exceeds the largest double. A refused step changes only <see cref="SkippedSteps"/>. Parameters, state and
    /// <see cref="StepCount"/> stay, so bias corrections and <see cref="Schedule"/> do not advance.
    /// </summary>
    /// <remarks>PyTorch's <c>GradScaler</c> skips steps in the same way.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not a member of <see cref="Optimizers.NonFiniteGuard"/>.
    /// </exception>
    public NonFiniteGuard NonFiniteGuard
    {
        get => _nonFiniteGuard;
        set
        {
            if (value is < NonFiniteGuard.Propagate or > NonFiniteGuard.SkipStep)
                throw new ArgumentOutOfRangeException(nameof(NonFiniteGuard), value, $"NonFiniteGuard must be a defined value; it was {value}.");
            _nonFiniteGuard = value;
        }
    }

    /// <summary>
    /// Gets the number of steps that <see cref="NonFiniteGuard"/> refused, silently or with an exception. <see cref="StepCount"/>
    /// does not include them. Without a guard the number stays 0.
    /// </summary>
    public long SkippedSteps { get; private set; }

    /// <summary>
    /// Gets whether the rule reads the norm of the gradient, which then also serves to test whether it is finite.
    /// </summary>
    private protected bool ReadsWholeGradient { get; init; }

    // A norm computed only for a listener is not used: it may be infinite although every element is finite.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsFinite(ReadOnlySpan<T> gradients, double? norm, double? loss) =>
        (ReadsWholeGradient && norm is { } known ? double.IsFinite(known) : Reductions.AllFinite(gradients))
        && (!NeedsLoss || double.IsFinite(loss.GetValueOrDefault()));

    private void Refuse(ReadOnlySpan<T> gradients, double? loss)
    {
        SkippedSteps++;
        StepInstruments.SkippedSteps.Add(1);
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.StepSkipped(StepCount + 1, SkippedSteps);
        if (NonFiniteGuard == NonFiniteGuard.Throw) ThrowNonFinite(gradients, loss);
    }

    [DoesNotReturn]
    private void ThrowNonFinite(ReadOnlySpan<T> gradients, double? loss)
    {
        int index = 0;
        while (index < gradients.Length && T.IsFinite(gradients[index])) index++;
        if (index == gradients.Length && NeedsLoss && !double.IsFinite(loss.GetValueOrDefault()))
        {
            throw new NotFiniteNumberException(
                $"loss must be finite; in step {StepCount + 1} it is {loss}.", loss.GetValueOrDefault());
        }

        if (index == gradients.Length)
        {
            throw new NotFiniteNumberException(
                $"gradients must have a finite norm; in step {StepCount + 1} it is infinite.", double.PositiveInfinity);
        }

        double value = double.CreateChecked(gradients[index]);
        throw new NotFiniteNumberException(
            $"gradients must be finite; in step {StepCount + 1} gradients[{index}] is {value}.", value);
    }
}
