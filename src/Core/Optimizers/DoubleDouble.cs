namespace SimdOptim.Optimizers;

/// <summary>
/// A number as the unevaluated sum of two doubles, with about 106 bits (Dekker, "A floating-point technique for extending the
/// available precision", 1971).
/// </summary>
/// <param name="High">The double nearest to the number.</param>
/// <param name="Low">The rest.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>Returns the product, with a relative error of about 2⁻¹⁰⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        double product = left.High * right.High;
        double rest = Math.FusedMultiplyAdd(left.High, right.High, -product) + ((left.High * right.Low) + (left.Low * right.High));
        double high = product + rest;
        return new DoubleDouble(high, rest - (high - product));
    }
}
