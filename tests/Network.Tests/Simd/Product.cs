using System.Numerics;
using SimdOptim.Simd;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Tests.Simd;

/// <summary>A product of arrays at one width, its operands padded with NaN if asked.</summary>
internal sealed unsafe record Product<T>(int Rows, int Inner, int Columns)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets whether the left operand is <c>[inner, rows]</c>.</summary>
    public bool IsLeftTransposed { get; init; }

    public int RightPadding { get; init; }

    public int Padding { get; init; }

    public void Run<TVector, TRows>(T[] left, T[] right, T[] bias, Span<T> product)
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows => Run(left, Pad(right, Columns, RightPadding), Columns + RightPadding, bias, product, &Run<TVector, TRows>);

    public void RunByTransposed<TVector, TRows>(T[] left, T[] right, Span<T> product)
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows =>
        Run(left, Pad(right, Inner, RightPadding), Inner + RightPadding, [], product, &RunByTransposed<TVector, TRows>);

    private void Run(
        T[] left, T[] right, int rightStride, T[] bias, Span<T> product, delegate*<ref MatrixOperands<T>, void> run)
    {
        T[] padded = Padding == 0 ? [] : Pad(new T[product.Length], Columns, Padding);
        fixed (T* l = left, r = right, b = bias, d = Padding == 0 ? product : padded)
        {
            int stride = IsLeftTransposed ? 1 : Inner;
            MatrixOperands<T>.Create(l, stride, r, rightStride, d, Columns + Padding, Rows, Inner, Columns, out MatrixOperands<T> operands);
            if (IsLeftTransposed) operands.LeftInnerStride = Rows;
            operands.Bias = b;
            run(ref operands);
        }

        if (Padding > 0 && product.Length > 0)
            ReadOnlyRows<T>.Trust(padded, Rows, Columns, Columns + Padding).CopyTo(new Rows<T>(product, Columns));
    }

    private static void Run<TVector, TRows>(ref MatrixOperands<T> operands)
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows => MatrixMultiply.Run<T, TVector, TRows>(ref operands);

    private static void RunByTransposed<TVector, TRows>(ref MatrixOperands<T> operands)
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows => MatrixMultiply.RunByTransposed<T, TVector, TRows>(ref operands);

    private static T[] Pad(T[] dense, int columns, int padding)
    {
        if (padding == 0 || dense.Length == 0) return dense;
        T[] padded = new T[dense.Length / columns * (columns + padding)];
        Array.Fill(padded, T.NaN);
        new ReadOnlyRows<T>(dense, columns).CopyTo(new Rows<T>(padded, dense.Length / columns, columns, columns + padding));
        return padded;
    }
}
