using System.Numerics.Tensors;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>A matrix product as written with TensorPrimitives: it adds up multiples of rows.</summary>
internal static class TensorPrimitivesProduct
{
    public static void Multiply(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape)
    {
        for (int row = 0; row < shape.Rows; row++)
        {
            Span<float> sums = product.Span.Slice(row * shape.Columns, shape.Columns);
            ReadOnlySpan<float> factors = left.Span.Slice(row * shape.Inner, shape.Inner);
            sums.Clear();
            for (int k = 0; k < factors.Length; k++)
            {
                TensorPrimitives.FusedMultiplyAdd(right.Span.Slice(k * shape.Columns, shape.Columns), factors[k], sums, sums);
            }
        }
    }
}
