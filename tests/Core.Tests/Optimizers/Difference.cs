using System.Numerics;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>Says where two arrays differ, or nothing.</summary>
internal static class Difference
{
    /// <summary>Compares every bit; one NaN is as good as another.</summary>
    public static string? InBits<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Same.Bits(expected[i], actual[i])) return $"{what}[{i}] must be {expected[i]:R}; it is {actual[i]:R}";
        }

        return null;
    }

    /// <summary>Compares values: +0 and -0 are equal, NaN equals nothing.</summary>
    public static string? InValues<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != actual[i]) return $"{what}[{i}] must be {expected[i]:R}; it is {actual[i]:R}";
        }

        return null;
    }
}
