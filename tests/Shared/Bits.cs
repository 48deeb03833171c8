using System.Numerics;

namespace SimdOptim.Tests;

/// <summary>Checks bits, where <see cref="Assert"/> would take +0 for -0.</summary>
internal static class Bits
{
    public static void AssertSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Assert.Null(Fault.IfBitsDiffer(expected, actual, "array"));
}
