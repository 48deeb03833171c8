using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>
/// The bias 1-βᵗ of an exponentially weighted average that began at zero, from its closed form: resuming at any t is exact.
/// </summary>
internal static class BiasCorrection
{
    /// <summary>Returns 1-βᵗ; 1 at β = 1, where nothing is averaged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double At(double beta, long step) => beta == 1 ? 1 : 1 - Power(beta, step);

    /// <summary>
    /// Square-and-multiply, since the bits of <see cref="Math.Pow"/> change with the processor. A power that is lost beside 1
    /// is 0: squaring on, it would pass through the denormal numbers, at a hundred cycles each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Power(double value, long exponent)
    {
        const double Negligible = 1e-18;
        double result = 1;
        for (double square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if (square < Negligible) return 0;
            if ((exponent & 1) != 0) result *= square;
        }

        return result;
    }
}
