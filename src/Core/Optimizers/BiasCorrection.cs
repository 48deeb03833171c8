namespace SimdOptim.Optimizers;

/// <summary>
/// The bias 1-βᵗ of an exponentially weighted average that starts at zero. The power is the product of two: one for the whole
/// blocks of <see cref="BlockSteps"/> steps in t, one for the remaining steps. It depends on t alone, so resuming at any t gives
/// the same bits. The next step takes one multiplication.
/// </summary>
/// <remarks>
/// The power is computed in double-double precision, because the errors of its factors add up, and because the first biases are 1
/// minus a number near 1. <see cref="Math.Pow"/> would give bits that depend on the processor.
/// </remarks>
internal struct BiasCorrection
{
    private const long BlockSteps = 64;

    private DoubleDouble _blocks; // β to the power of the steps in whole blocks
    private DoubleDouble _rest; // β to the power of the remaining steps
    private long _next; // the t of the next call, if steps follow each other

    /// <summary>Returns 1-βᵗ, or 1 if β = 1.</summary>
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
    /// Returns a power by square-and-multiply. A power that is negligible relative to 1 becomes 0: further squaring would pass
    /// through the denormal numbers, at a hundred cycles each.
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
