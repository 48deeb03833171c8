namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles two vectors wide that copy the right operand for those below.</summary>
internal readonly struct TwoVectorsPacking : ITileColumns
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
    public static bool Packs => true;
}
