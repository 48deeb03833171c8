namespace SimdOptim.Simd.Matrices;

/// <summary>Tiles as wide as the first lanes of a vector, where a row of the right operand can be read beyond its end.</summary>
internal readonly struct FirstOfOneVector : ITileColumns
{
    /// <inheritdoc/>
    public static int Vectors => 1;

    /// <inheritdoc/>
    public static bool IsPartial => true;

    /// <inheritdoc/>
    public static bool ReadsMasked => false;

    /// <inheritdoc/>
    public static bool Fetches => false;

    /// <inheritdoc/>
    public static bool Packs => false;
}
