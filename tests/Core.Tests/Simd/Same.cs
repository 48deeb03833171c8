using System.Numerics;

namespace SimdOptim.Tests.Simd;

/// <summary>Bitwise equality, in which all NaN are equal.</summary>
internal static class Same
{
    public static bool Bits<T>(T left, T right)
        where T : IBinaryFloatingPointIeee754<T> =>
        (T.IsNaN(left) && T.IsNaN(right)) || (left == right && T.IsNegative(left) == T.IsNegative(right));

    public static void AssertBits<T>(T expected, T actual, string what)
        where T : IBinaryFloatingPointIeee754<T> =>
        Assert.True(Bits(expected, actual), $"{what}: expected {expected:R}, got {actual:R}");
}
