namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles 4 rows high.</summary>
internal readonly struct Rows4 : ITileRows
{
    /// <inheritdoc/>
    public static int Count => 4;
}
