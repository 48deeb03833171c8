namespace SimdOptim.Simd.Matrices;

/// <summary>The width of a tile and what is to be done about it, constants to the compiler.</summary>
internal interface ITileColumns
{
    /// <summary>Gets the vectors that a row of the tile consists of, a power of 2.</summary>
    static abstract int Vectors { get; }

    /// <summary>Gets whether the last vector holds columns in its first lanes only.</summary>
    static abstract bool IsPartial { get; }

    /// <summary>
    /// Gets whether the right operand is read by the mask of that last vector. What is beyond the end of a row does no harm, but has to
    /// exist; without a mask, which costs an instruction in every iteration, only rows with others behind them are read.
    /// </summary>
    static abstract bool ReadsMasked { get; }

    /// <summary>Gets whether memory that is wanted later is brought nearer on the way, where it costs next to nothing.</summary>
    static abstract bool Fetches { get; }

    /// <summary>Gets whether the rows of the right operand are copied side by side on the way, for the tiles below.</summary>
    static abstract bool Packs { get; }
}
