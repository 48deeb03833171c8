namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles 2 rows high.</summary>
internal readonly struct Rows2 : ITileRows
{
    /// <inheritdoc/>
    public static int Count => 2;
}
