namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles eight vectors wide.</summary>
internal readonly struct EightVectors : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 8;

    /// <inheritdoc/>
    public static bool IsPartial => false;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
