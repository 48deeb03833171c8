namespace SimdOptim.Optimizers;

/// <summary>
/// The bias 1-βᵗ of an exponentially weighted average that began at zero, from its closed form: resuming at any t is exact.
/// </summary>
internal static class BiasCorrection
{
    /// <summary>Returns 1-βᵗ; 1 at β = 1, where nothing is averaged.</summary>
    public static double At(double beta, long step) => beta == 1 ? 1 : 1 - Power(beta, step);

    /// <summary>Square-and-multiply, since the bits of <see cref="Math.Pow"/> change with the processor.</summary>
    private static double Power(double value, long exponent)
    {
        double result = 1;
        for (double square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) != 0) result *= square;
        }

        return result;
    }
}
