namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles 1 row high.</summary>
internal readonly struct Rows1 : ITileRows
{
    /// <inheritdoc/>
    public static int Count => 1;
}
