using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SimdOptim.Diagnostics;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

// What becomes of a gradient that is not finite.
public abstract partial class Optimizer<T>
{
    private NonFiniteGuard _nonFiniteGuard;

    /// <summary>
    /// Gets or sets what a step does about a gradient with NaN or infinity in it, or, where the rule clips by the norm, about one
    /// whose norm exceeds the largest double. A step that is refused changes nothing but <see cref="SkippedSteps"/>: neither
    /// parameters nor state, nor <see cref="StepCount"/>, so that bias corrections and <see cref="Schedule"/> do not move on.
    /// </summary>
    /// <remarks>PyTorch's <c>GradScaler</c> leaves out steps in the same way.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of <see cref="Optimizers.NonFiniteGuard"/>.</exception>
    public NonFiniteGuard NonFiniteGuard
    {
        get => _nonFiniteGuard;
        set
        {
            if (value is < NonFiniteGuard.Propagate or > NonFiniteGuard.SkipStep)
                throw new ArgumentOutOfRangeException(nameof(NonFiniteGuard), value, $"NonFiniteGuard must be one of its names; it was {value}.");
            _nonFiniteGuard = value;
        }
    }

    /// <summary>
    /// Gets the number of steps that <see cref="NonFiniteGuard"/> refused, silently or with an exception; they are not among
    /// <see cref="StepCount"/>. Without a guard none are counted.
    /// </summary>
    public long SkippedSteps { get; private set; }

    /// <summary>Gets whether the rule measures the whole gradient, so that its norm tells as well whether it is finite.</summary>
    private protected bool ReadsWholeGradient { get; init; }

    // A norm that only a listener asked for decides nothing: that may be infinite where every gradient is finite.
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
