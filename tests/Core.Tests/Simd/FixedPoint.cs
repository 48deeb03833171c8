using System.Numerics;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// Numbers of <see cref="FractionBits"/> bits after the point: so many that <c>eˣ</c> keeps 200 correct bits even where a
/// double has become denormal. Slow, simple, and independent of every formula it judges.
/// </summary>
internal static class FixedPoint
{
    public const int FractionBits = 1300;

    public static readonly BigInteger One = BigInteger.One << FractionBits;

    // ln 2 = -ln ½ = 2·artanh ⅓
    private static readonly BigInteger _ln2 = 2 * ArTanh(One / 3);

    /// <summary>Returns a finite number without any rounding.</summary>
    public static BigInteger Exact(double value)
    {
        if (value == 0) return BigInteger.Zero;
        int exponent = Math.Max(Math.ILogB(value), -1022) - 52;
        return Shift((long)Math.ScaleB(value, -exponent), exponent + FractionBits);
    }

    public static BigInteger Exp(BigInteger x)
    {
        const int Halvings = 24;
        int n = (int)BigInteger.Divide(x, _ln2);
        BigInteger reduced = (x - (n * _ln2)) >> Halvings;
        BigInteger term = One, sum = One;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = Multiply(term, reduced) / k;
            sum += term;
        }

        for (int i = 0; i < Halvings; i++) sum = Multiply(sum, sum);
        return Shift(sum, n);
    }

    /// <summary>Returns ln x for positive x.</summary>
    public static BigInteger Log(BigInteger x)
    {
        int n = (int)x.GetBitLength() - 1 - FractionBits;
        BigInteger significand = Shift(x, -n);
        return (n * _ln2) + (2 * ArTanh(Divide(significand - One, significand + One)));
    }

    /// <summary>Returns ln(1 + x) for x ≥ 0.</summary>
    public static BigInteger Log1p(BigInteger x) => x > One ? Log(One + x) : 2 * ArTanh(Divide(x, x + (2 * One)));

    public static BigInteger Divide(BigInteger left, BigInteger right) => (left << FractionBits) / right;

    public static BigInteger Multiply(BigInteger left, BigInteger right) => (left * right) >> FractionBits;

    /// <summary>
    /// Returns how far <paramref name="actual"/> is from <paramref name="expected"/>, in units of its last place as a double.
    /// </summary>
    public static double UlpError(BigInteger expected, double actual)
    {
        int exponent = expected.IsZero ? -1022 : (int)BigInteger.Abs(expected).GetBitLength() - 1 - FractionBits;
        int ulp = Math.Max(exponent, -1022) - 52;
        return (double)((BigInteger.Abs(Exact(actual) - expected) << 30) >> (ulp + FractionBits)) / (1 << 30);
    }

    private static BigInteger ArTanh(BigInteger z)
    {
        BigInteger square = Multiply(z, z), power = z, sum = z;
        for (int k = 3; power > BigInteger.One; k += 2)
        {
            power = Multiply(power, square);
            sum += power / k;
        }

        return sum;
    }

    private static BigInteger Shift(BigInteger value, int bits) => bits >= 0 ? value << bits : value >> -bits;
}
