using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>Where a tile finds its operands; strides count elements.</summary>
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

    /// <summary>Moves to other columns of the operands that <paramref name="origin"/> shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveToColumn(in TileOperands<T> origin, int column)
    {
        Left = origin.Left;
        Right = origin.Right + column;
        RightStride = origin.RightStride;
        Destination = origin.Destination + column;
        Bias = origin.Bias == null ? null : origin.Bias + column;
    }

    /// <summary>Moves to another row of the operands that <paramref name="origin"/> shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveToRow(in TileOperands<T> origin, int row)
    {
        Left = origin.Left + (row * LeftRowStride);
        Destination = origin.Destination + (row * DestinationStride);
        Gate = origin.Gate == null ? null : origin.Gate + (row * DestinationStride);
    }
}
