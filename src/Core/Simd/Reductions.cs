using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>Placeholder until the reductions land.</summary>
public static class Reductions
{
    /// <summary>Norm.</summary>
    public static double Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 0;
}
