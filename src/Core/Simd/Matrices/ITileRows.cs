namespace SimdOptim.Simd.Matrices;

/// <summary>The height of a tile, a constant to the compiler.</summary>
internal interface ITileRows
{
    /// <summary>Gets the rows of the product that a tile computes at once.</summary>
    static abstract int Count { get; }
}
