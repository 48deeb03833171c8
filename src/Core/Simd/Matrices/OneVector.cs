namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles one vector wide.</summary>
internal readonly struct OneVector : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 1;

    /// <inheritdoc/>
    public static bool IsPartial => false;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
