using System.Numerics;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// Numbers with <see cref="FractionBits"/> fractional bits, enough for <c>eˣ</c> to keep 200 correct bits even where a double is
/// denormal. The code is slow, simple, and independent of the formulas that it checks.
/// </summary>
internal static class FixedPoint
{
    public const int FractionBits = 1300;

    public static readonly BigInteger One = BigInteger.One << FractionBits;

    // ln 2 = -ln ½ = 2·artanh ⅓
    private static readonly BigInteger _ln2 = 2 * ArTanh(One / 3);

    /// <summary>√(2π), by Machin's formula for π.</summary>
    public static readonly BigInteger SqrtTwoPi = Sqrt(8 * ((4 * ArcTan(One / 5)) - ArcTan(One / 239)));

    /// <summary>Converts a finite number without rounding.</summary>
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

    /// <summary>Returns <c>Φ(x) = ½ + Σ (-1)ⁿ·x^(2n+1)/(2ⁿ·n!·(2n+1))/√(2π)</c>, or 0 or 1 outside ±45.</summary>
    public static BigInteger NormalDistribution(BigInteger x)
    {
        if (BigInteger.Abs(x) > 45 * One) return x.Sign < 0 ? BigInteger.Zero : One;
        BigInteger halfSquare = Multiply(x, x) / 2, term = x, sum = x;
        for (int n = 1; BigInteger.Abs(term) > BigInteger.One; n++)
        {
            term = -Multiply(term, halfSquare) / n;
            sum += term / ((2 * n) + 1);
        }

        return (One / 2) + Divide(sum, SqrtTwoPi);
    }

    public static BigInteger Divide(BigInteger left, BigInteger right) => (left << FractionBits) / right;

    public static BigInteger Multiply(BigInteger left, BigInteger right) => (left * right) >> FractionBits;

    /// <summary>
    /// Returns the difference of <paramref name="actual"/> from <paramref name="expected"/>, in ulp of a double.
    /// </summary>
    public static double UlpError(BigInteger expected, double actual)
    {
        int exponent = expected.IsZero ? -1022 : (int)BigInteger.Abs(expected).GetBitLength() - 1 - FractionBits;
        int ulp = Math.Max(exponent, -1022) - 52;
        return (double)((BigInteger.Abs(Exact(actual) - expected) << 30) >> (ulp + FractionBits)) / (1 << 30);
    }

    private static BigInteger ArTanh(BigInteger z) => OddSeries(z, Multiply(z, z));

    private static BigInteger ArcTan(BigInteger z) => OddSeries(z, -Multiply(z, z));

    /// <summary>Returns <c>Σ z·squareᵏ/(2k + 1)</c>.</summary>
    private static BigInteger OddSeries(BigInteger z, BigInteger square)
    {
        BigInteger power = z, sum = z;
        for (int k = 3; BigInteger.Abs(power) > BigInteger.One; k += 2)
        {
            power = Multiply(power, square);
            sum += power / k;
        }

        return sum;
    }

    /// <summary>Returns the square root by Newton's iteration, from above.</summary>
    private static BigInteger Sqrt(BigInteger x)
    {
        BigInteger square = x << FractionBits, root = x + One, next = root;
        do
        {
            root = next;
            next = (root + (square / root)) >> 1;
        }
        while (next < root);
        return root;
    }

    private static BigInteger Shift(BigInteger value, int bits) => bits >= 0 ? value << bits : value >> -bits;
}
