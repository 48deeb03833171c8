using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>Placeholder.</summary>
public static class ElementaryFunctions
{
    /// <summary>Placeholder.</summary>
    public static void FlushDenormals<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }
}
