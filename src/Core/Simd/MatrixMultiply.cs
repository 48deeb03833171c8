using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// Matrix multiplication. Each element of a product is one chain of fused multiply-adds from zero in the order of the inner
/// index: which tile, width or path computed it never shows in its bits.
/// </summary>
internal static class MatrixMultiply
{
    /// <summary>Overwrites <paramref name="destination"/> with <c>left · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    public static void Multiply<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, (nuint)inner, 1, right, destination, rows, inner, columns);

    /// <summary>Overwrites <paramref name="destination"/> with <c>leftᵀ · right</c>.</summary>
    /// <param name="left"><c>[inner, rows]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    public static void MultiplyTransposed<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, 1, (nuint)rows, right, destination, rows, inner, columns);

    /// <summary>Overwrites <paramref name="destination"/> with <c>sourceᵀ</c>.</summary>
    /// <param name="source"><c>[rows, columns]</c></param>
    /// <param name="destination"><c>[columns, rows]</c></param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(ReadOnlySpan<T> source, Span<T> destination, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> line = source.Slice(row * columns, columns);
            for (int column = 0; column < line.Length; column++) destination[(column * rows) + row] = line[column];
        }
    }

    /// <summary>Runs at one width, with the columns that do not fill a vector one at a time; tests run it at every width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, TVector>(
        ReadOnlySpan<T> leftSpan,
        nuint leftRowStride,
        nuint leftInnerStride,
        ReadOnlySpan<T> rightSpan,
        Span<T> destinationSpan,
        int rows,
        int inner,
        int columns,
        nuint firstColumn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        Operands<T> operands = new(
            ref MemoryMarshal.GetReference(leftSpan),
            ref MemoryMarshal.GetReference(rightSpan),
            ref MemoryMarshal.GetReference(destinationSpan),
            leftRowStride,
            leftInnerStride,
            (nuint)inner,
            (nuint)columns);
        nuint width = (nuint)TVector.Count;
        nuint column = firstColumn;
        for (; column + (2 * width) <= (nuint)columns; column += 2 * width)
        {
            nuint row = 0;
            for (; row + 4 <= (nuint)rows; row += 4) Tile4x2<T, TVector>(in operands, row, column);
            for (; row < (nuint)rows; row++)
            {
                Tile1x1<T, TVector>(in operands, row, column);
                Tile1x1<T, TVector>(in operands, row, column + width);
            }
        }

        for (; column + width <= (nuint)columns; column += width)
        {
            for (nuint row = 0; row < (nuint)rows; row++) Tile1x1<T, TVector>(in operands, row, column);
        }

        if (column < (nuint)columns)
        {
            Run<T, ScalarVector<T>>(
                leftSpan, leftRowStride, leftInnerStride, rightSpan, destinationSpan, rows, inner, columns, column);
        }
    }

    private static void Run<T>(
        ReadOnlySpan<T> left,
        nuint leftRowStride,
        nuint leftInnerStride,
        ReadOnlySpan<T> right,
        Span<T> destination,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.IsWide)
        {
            Run<T, WideVector<T>>(left, leftRowStride, leftInnerStride, right, destination, rows, inner, columns, 0);
        }
        else
        {
            Run<T, VariableVector<T>>(left, leftRowStride, leftInnerStride, right, destination, rows, inner, columns, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4x2<T, TVector>(in Operands<T> operands, nuint row, nuint column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        nuint width = (nuint)TVector.Count;
        nuint innerStride = operands.LeftInnerStride;
        nuint columns = operands.Columns;
        ref T left0 = ref Unsafe.Add(ref operands.Left, row * operands.LeftRowStride);
        ref T left1 = ref Unsafe.Add(ref left0, operands.LeftRowStride);
        ref T left2 = ref Unsafe.Add(ref left1, operands.LeftRowStride);
        ref T left3 = ref Unsafe.Add(ref left2, operands.LeftRowStride);
        ref T right = ref Unsafe.Add(ref operands.Right, column);
        TVector sum00 = TVector.Constant(0), sum01 = sum00;
        TVector sum10 = sum00, sum11 = sum00;
        TVector sum20 = sum00, sum21 = sum00;
        TVector sum30 = sum00, sum31 = sum00;
        nuint leftIndex = 0;
        nuint rightIndex = 0;
        for (nuint k = 0; k < operands.Inner; k++)
        {
            TVector right0 = TVector.Load(in right, rightIndex);
            TVector right1 = TVector.Load(in right, rightIndex + width);
            TVector factor = TVector.Create(Unsafe.Add(ref left0, leftIndex));
            sum00 = TVector.FusedMultiplyAdd(factor, right0, sum00);
            sum01 = TVector.FusedMultiplyAdd(factor, right1, sum01);
            factor = TVector.Create(Unsafe.Add(ref left1, leftIndex));
            sum10 = TVector.FusedMultiplyAdd(factor, right0, sum10);
            sum11 = TVector.FusedMultiplyAdd(factor, right1, sum11);
            factor = TVector.Create(Unsafe.Add(ref left2, leftIndex));
            sum20 = TVector.FusedMultiplyAdd(factor, right0, sum20);
            sum21 = TVector.FusedMultiplyAdd(factor, right1, sum21);
            factor = TVector.Create(Unsafe.Add(ref left3, leftIndex));
            sum30 = TVector.FusedMultiplyAdd(factor, right0, sum30);
            sum31 = TVector.FusedMultiplyAdd(factor, right1, sum31);
            leftIndex += innerStride;
            rightIndex += columns;
        }

        ref T destination = ref Unsafe.Add(ref operands.Destination, (row * columns) + column);
        sum00.Store(ref destination, 0);
        sum01.Store(ref destination, width);
        sum10.Store(ref destination, columns);
        sum11.Store(ref destination, columns + width);
        sum20.Store(ref destination, 2 * columns);
        sum21.Store(ref destination, (2 * columns) + width);
        sum30.Store(ref destination, 3 * columns);
        sum31.Store(ref destination, (3 * columns) + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile1x1<T, TVector>(in Operands<T> operands, nuint row, nuint column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        ref T left = ref Unsafe.Add(ref operands.Left, row * operands.LeftRowStride);
        ref T right = ref Unsafe.Add(ref operands.Right, column);
        TVector sum = TVector.Constant(0);
        nuint leftIndex = 0;
        nuint rightIndex = 0;
        for (nuint k = 0; k < operands.Inner; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref left, leftIndex));
            sum = TVector.FusedMultiplyAdd(factor, TVector.Load(in right, rightIndex), sum);
            leftIndex += operands.LeftInnerStride;
            rightIndex += operands.Columns;
        }

        sum.Store(ref operands.Destination, (row * operands.Columns) + column);
    }

    /// <summary>Where the operands lie: <c>leftᵢₖ</c> at <c>i·LeftRowStride + k·LeftInnerStride</c>, the others row-major.</summary>
    private readonly ref struct Operands<T>(
        ref T left, ref T right, ref T destination, nuint leftRowStride, nuint leftInnerStride, nuint inner, nuint columns)
    {
        public readonly ref T Left = ref left;
        public readonly ref T Right = ref right;
        public readonly ref T Destination = ref destination;
        public readonly nuint LeftRowStride = leftRowStride;
        public readonly nuint LeftInnerStride = leftInnerStride;
        public readonly nuint Inner = inner;
        public readonly nuint Columns = columns;
    }
}
