namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles 3 rows high.</summary>
internal readonly struct Rows3 : ITileRows
{
    /// <inheritdoc/>
    public static int Count => 3;
}
