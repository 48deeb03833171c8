namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles as wide as one vector and the first lanes of another.</summary>
internal readonly struct PartOfTwoVectors : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 2;

    /// <inheritdoc/>
    public static bool IsPartial => true;

    /// <inheritdoc/>
    public static bool ReadsMasked => true;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
