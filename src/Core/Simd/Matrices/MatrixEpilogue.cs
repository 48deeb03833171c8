using System.Numerics;

namespace SimdOptim.Simd.Matrices;

/// <summary>What is done to a product while its sums are still in registers, in this order; nothing by default.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct MatrixEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>[columns]</c>, added to each row; or empty.</summary>
    public ReadOnlySpan<T> Bias { get; init; }

    /// <summary>Whether the sums are rectified, <see cref="Elementary.Rectify"/>.</summary>
    public bool Rectifies { get; init; }
}
