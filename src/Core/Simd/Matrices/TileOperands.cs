using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>Where a tile finds its operands; strides count elements.</summary>
/// <remarks>
/// One of them serves a whole product and is moved on in place: a copy would be read in wide pieces right after it was written in
/// narrow ones, which takes the processor longer than a small tile.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct TileOperands<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The first element of the left operand: row i, inner index k lies <c>i·LeftRowStride + k·LeftInnerStride</c> further.
    /// </summary>
    public T* Left;

    /// <summary>From a row of the left operand to the next.</summary>
    public nint LeftRowStride;

    /// <summary>From an inner index of the left operand to the next.</summary>
    public nint LeftInnerStride;

    /// <summary>The first element of the right operand, whose rows hold their columns side by side.</summary>
    public T* Right;

    /// <summary>From a row of the right operand to the next.</summary>
    public nint RightStride;

    /// <summary>The first element of the product, whose rows hold their columns side by side.</summary>
    public T* Destination;

    /// <summary>From a row of the product to the next.</summary>
    public nint DestinationStride;

    /// <summary>The inner indices to go through, not negative.</summary>
    public nint Inner;

    /// <summary>Whether the chains go on from what the product holds; else they begin at zero.</summary>
    public bool Continues;

    /// <summary>What is added to every row when its chains are complete, a value a column; null for nothing.</summary>
    public T* Bias;

    /// <summary>Whether the sums are rectified when their chains are complete.</summary>
    public bool Rectifies;

    /// <summary>
    /// What a rectifier gave, whose derivative complete sums pass through, with the strides of the product; null for nothing.
    /// </summary>
    public T* Gate;

    /// <summary>Of a tile that is partial, the columns in its last vector.</summary>
    public int LastCount;

    /// <summary>Where a tile that packs copies the rows of the right operand to, one behind the other.</summary>
    public T* Panel;

    /// <summary>What a tile that fetches brings nearer, a line for each inner index, so many elements apart as the next says.</summary>
    public T* Upcoming;

    /// <summary>From what is fetched at an inner index to what is at the next.</summary>
    public nint UpcomingStride;

    /// <summary>Moves so many columns to the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveRight(int columns)
    {
        Right += columns;
        Destination += columns;
        if (Bias != null) Bias += columns;
    }

    /// <summary>Moves so many rows down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveDown(int rows)
    {
        Left += rows * LeftRowStride;
        Destination += rows * DestinationStride;
        if (Gate != null) Gate += rows * DestinationStride;
    }

    /// <summary>Moves so many inner indices on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveIn(nint count)
    {
        Left += count * LeftInnerStride;
        Right += count * RightStride;
        Continues = true;
    }
}
