namespace SimdOptim.Optimizers;

/// <summary>Specifies what an <see cref="Optimizer{T}"/> does with a gradient that is not finite.</summary>
/// <remarks>
/// A guard checks only the gradient, before anything is written. It does not detect an overflow that a finite gradient causes: of
/// a parameter by a long step, or of an average of squares by a large square. Both show in the next cost and the next gradient.
/// Clipping prevents both.
/// </remarks>
public enum NonFiniteGuard
{
    /// <summary>Nothing is checked. NaN and infinity reach parameters and state.</summary>
    Propagate,

    /// <summary>
    /// The step throws a <see cref="NotFiniteNumberException"/> that names the first element that is not finite.
    /// </summary>
    Throw,

    /// <summary>The step is skipped and changes neither parameters nor state.</summary>
    SkipStep,
}
