using System.Numerics;

namespace SimdOptim.Tests.Simd;

/// <summary>Bitwise equality, in which all NaN are equal.</summary>
internal static class Same
{
    public static bool Bits<T>(T left, T right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fault.IfBitsDifferBesideNaN([left], [right], "x") is null;

    public static void AssertBits<T>(T expected, T actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Assert.Null(Fault.IfBitsDifferBesideNaN([expected], [actual], what));
}
