using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Single;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>
/// A matrix product by the managed code of Math.NET Numerics on one thread. Its matrices are column-major, so ours are its
/// transposes, and it multiplies <c>rightᵀ · leftᵀ</c>.
/// </summary>
internal sealed class MathNetProduct
{
    private readonly DenseMatrix _left;
    private readonly DenseMatrix _right;
    private readonly DenseMatrix _product;

    public MathNetProduct(AlignedFloats left, AlignedFloats right, ProductShape shape)
    {
        Control.UseManaged();
        Control.UseSingleThread();
        _left = new DenseMatrix(shape.Inner, shape.Rows, left.Span.ToArray());
        _right = new DenseMatrix(shape.Columns, shape.Inner, right.Span.ToArray());
        _product = new DenseMatrix(shape.Columns, shape.Rows);
    }

    public void Multiply() => _right.Multiply(_left, _product);

    /// <summary>Copies the product to row-major memory.</summary>
    public void CopyTo(AlignedFloats product) => _product.Values.CopyTo(product.Span);
}
