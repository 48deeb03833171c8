using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>What a link may know of the step that begins.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct StepContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double? _gradientNorm;

    internal StepContext(
        long step, double learningRate, ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients, double? gradientNorm = null)
    {
        Step = step;
        LearningRate = learningRate;
        Parameters = parameters;
        Gradients = gradients;
        _gradientNorm = gradientNorm;
    }

    /// <summary>Gets the number of this step, the <c>t</c> of the formulas: 1 for the first.</summary>
    public long Step { get; }

    /// <summary>Gets the learning rate of this step, finite and not negative.</summary>
    public double LearningRate { get; }

    /// <summary>Gets all parameters as they are before the step: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Parameters { get; }

    /// <summary>Gets all gradients as the caller gave them, before any link: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Gradients { get; }

    /// <summary>Gets the norm of <see cref="Gradients"/>: the one that the guard has looked at, or one pass over them.</summary>
    internal double GradientNorm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _gradientNorm ?? Reductions.Norm(Gradients);
    }
}
