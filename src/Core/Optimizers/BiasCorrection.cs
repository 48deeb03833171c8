using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>
/// The bias 1-βᵗ of an exponentially weighted average that began at zero. The power is the product of two, one of the whole
/// blocks of <see cref="BlockSteps"/> steps in t and one of the others, and depends on t alone: resuming at any t is exact.
/// From one step to the next it takes a multiplication.
/// </summary>
/// <remarks>
/// Twice the precision, since powers add up the errors of their factors, and the first biases are what a number near 1 leaves
/// of 1. The bits of <see cref="Math.Pow"/> would change with the processor.
/// </remarks>
internal struct BiasCorrection
{
    private const long BlockSteps = 64;

    private DoubleDouble _blocks; // β to the power of t less what exceeds whole blocks
    private DoubleDouble _rest; // β to the power of what does
    private long _next; // t + 1 of the last call

    /// <summary>Returns 1-βᵗ; 1 at β = 1, where nothing is averaged.</summary>
    /// <param name="beta">β in [0, 1], the same in each call.</param>
    /// <param name="step">t, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double beta, long step)
    {
        if (beta == 1) return 1;
        if (step == _next && step % BlockSteps != 0) _rest *= new DoubleDouble(beta, 0);
        else Restart(beta, step);
        _next = step + 1;
        DoubleDouble power = _blocks * _rest;
        return 1 - power.High - power.Low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Restart(double beta, long step)
    {
        DoubleDouble factor = new(beta, 0);
        _rest = new DoubleDouble(1, 0);
        for (long i = step % BlockSteps; i > 0; i--) _rest *= factor;
        _blocks = Power(factor, step - (step % BlockSteps));
    }

    /// <summary>
    /// Square-and-multiply. A power that is lost beside 1 is 0: squaring on, it would pass through the denormal numbers, at a
    /// hundred cycles each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DoubleDouble Power(DoubleDouble value, long exponent)
    {
        const double Negligible = 1e-18;
        DoubleDouble result = new(1, 0);
        for (DoubleDouble square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if (square.High < Negligible) return default;
            if ((exponent & 1) != 0) result *= square;
        }

        return result;
    }
}
