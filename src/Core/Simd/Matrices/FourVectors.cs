namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles four vectors wide.</summary>
internal readonly struct FourVectors : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 4;

    /// <inheritdoc/>
    public static bool IsPartial => false;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
