namespace SimdOptim.Optimizers;

/// <summary>Specifies what an <see cref="Optimizer{T}"/> does with a gradient that is not finite.</summary>
/// <remarks>
/// A guard checks only the gradient, before anything is written. It does not detect an overflow that a finite gradient causes. The
/// state of a rule saturates at the largest finite number. A parameter becomes infinite, which shows in the next cost and the next
/// gradient. Clipping prevents both.
/// </remarks>
public enum NonFiniteGuard
{
    /// <summary>
    /// Nothing is checked. NaN reaches parameters and state. Infinity reaches parameters; state saturates at the largest finite
    /// number, and velocities move parameters from there.
    /// </summary>
    Propagate,

    /// <summary>
    /// The step throws a <see cref="NotFiniteNumberException"/> that names the first element that is not finite.
    /// </summary>
    Throw,

    /// <summary>The step is skipped and changes neither parameters nor state.</summary>
    SkipStep,
}
