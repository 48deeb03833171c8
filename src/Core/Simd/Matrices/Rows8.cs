namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles 8 rows high.</summary>
internal readonly struct Rows8 : ITileRows
{
    /// <inheritdoc/>
    public static int Count => 8;
}
