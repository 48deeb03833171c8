namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles two vectors wide that fetch what the next panel is made of.</summary>
internal readonly struct TwoVectorsFetching : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 2;

    /// <inheritdoc/>
    public static bool IsPartial => false;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => true;

    /// <inheritdoc/>
    public static bool Packs => false;
}
