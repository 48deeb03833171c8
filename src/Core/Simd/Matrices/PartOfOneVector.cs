namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles as wide as the first lanes of a vector.</summary>
internal readonly struct PartOfOneVector : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 1;

    /// <inheritdoc/>
    public static bool IsPartial => true;

    /// <inheritdoc/>
    public static bool ReadsMasked => true;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
