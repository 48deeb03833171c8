namespace SimdOptim.Optimizers;

/// <summary>What an <see cref="Optimizer{T}"/> does about a gradient that is not finite.</summary>
/// <remarks>
/// A guard looks at the gradient alone, before anything is written. What a finite gradient does it lets pass: a step so long that a
/// parameter overflows, or a square so large that an average of squares does, shows in the next cost and the next gradient.
/// Clipping keeps both away.
/// </remarks>
public enum NonFiniteGuard
{
    /// <summary>Nobody looks: NaN and infinity go into parameters and state.</summary>
    Propagate,

    /// <summary>The step is refused with a <see cref="NotFiniteNumberException"/> that names the first gradient at fault.</summary>
    Throw,

    /// <summary>The step is left out, as if the gradient had never come.</summary>
    SkipStep,
}
