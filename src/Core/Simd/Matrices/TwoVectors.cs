namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles two vectors wide.</summary>
internal readonly struct TwoVectors : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 2;

    /// <inheritdoc/>
    public static bool IsPartial => false;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
