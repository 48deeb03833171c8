namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Tiles as wide as one vector and the first lanes of another, where rows of the right operand can be read beyond their end.
/// </summary>
internal readonly struct FirstOfTwoVectors : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 2;

    /// <inheritdoc/>
    public static bool IsPartial => true;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
