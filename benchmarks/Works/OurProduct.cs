using SimdOptim.Simd.Matrices;

namespace SimdOptim.Benchmarks.Works;

/// <summary>The library's matrix product, which is internal to it: the one place that knows how it is called.</summary>
internal static class OurProduct
{
    public static void Multiply(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape) =>
        MatrixMultiply.Multiply<float>(left.Span, right.Span, default, product.Span, shape.Rows, shape.Inner, shape.Columns);
}
