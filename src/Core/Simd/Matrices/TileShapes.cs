namespace SimdOptim.Simd.Matrices;

/// <summary>The height of a tile, a constant to the compiler.</summary>
internal interface ITileRows
{
    /// <summary>Gets the number of rows of the product that a tile computes at once.</summary>
    static abstract int Count { get; }
}

/// <summary>The width of a tile and what it does on the way, constants to the compiler.</summary>
internal interface ITileColumns
{
    /// <summary>Gets the number of vectors in a row of the tile: 1 or 2.</summary>
    static abstract int Vectors { get; }

    /// <summary>Gets whether the last vector is stored by a mask: the product ends within it, and has no padding.</summary>
    static virtual bool IsPartial => false;

    /// <summary>Gets whether each inner index prefetches a cache line that a later tile reads.</summary>
    static virtual bool Fetches => false;

    /// <summary>Gets whether the rows of the right operand are copied to the panel, for the tiles below.</summary>
    static virtual bool Packs => false;
}

internal readonly struct Rows1 : ITileRows
{
    public static int Count => 1;
}

internal readonly struct Rows2 : ITileRows
{
    public static int Count => 2;
}

internal readonly struct Rows3 : ITileRows
{
    public static int Count => 3;
}

internal readonly struct Rows4 : ITileRows
{
    public static int Count => 4;
}

internal readonly struct Rows8 : ITileRows
{
    public static int Count => 8;
}

internal readonly struct OneVector : ITileColumns
{
    public static int Vectors => 1;
}

internal readonly struct PartOfOneVector : ITileColumns
{
    public static int Vectors => 1;

    public static bool IsPartial => true;
}

internal readonly struct TwoVectors : ITileColumns
{
    public static int Vectors => 2;
}

internal readonly struct PartOfTwoVectors : ITileColumns
{
    public static int Vectors => 2;

    public static bool IsPartial => true;
}

internal readonly struct TwoVectorsFetching : ITileColumns
{
    public static int Vectors => 2;

    public static bool Fetches => true;
}

internal readonly struct TwoVectorsPacking : ITileColumns
{
    public static int Vectors => 2;

    public static bool Packs => true;
}
