using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A product of row-major matrices, without packing beforehand.</summary>
internal sealed class ProductWork(ProductShape shape) : Work(
    $"sgemm {shape}",
    Unit.Gigaflops(shape.Operations),
    [PeerNames.OpenBlas, PeerNames.OneDnn, PeerNames.TensorPrimitives, PeerNames.MathNet],
    [Goal.AsFastAs(PeerNames.OpenBlas), Goal.AsFastAs(PeerNames.OneDnn)])
{
    private delegate void Multiplication(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape);

    public override IReadOnlyList<Contestant> CreateContestants(PeerSet installed)
    {
        AlignedFloats left = new(SharedNumbers.Make(shape.Rows * shape.Inner, SharedNumbers.Inputs, offset: 0.5));
        AlignedFloats right = new(SharedNumbers.Make(shape.Inner * shape.Columns, SharedNumbers.Inputs + 1, offset: 0.5));
        AlignedFloats product = new(shape.Rows * shape.Columns);
        ProductCheck check = new(Name, left, right, shape);
        List<Contestant> contestants = [];
        Add(PeerNames.Ours, OurProduct.Multiply);
        if (installed.Has(PeerNames.OpenBlas)) Add(PeerNames.OpenBlas, OpenBlas.Multiply);
        if (installed.Has(PeerNames.OneDnn)) Add(PeerNames.OneDnn, OneDnn.Multiply);
        Add(PeerNames.TensorPrimitives, TensorPrimitivesProduct.Multiply);

        MathNetProduct mathNet = new(left, right, shape);
        mathNet.Multiply();
        mathNet.CopyTo(product);
        check.ThrowIfWrong(PeerNames.MathNet, product.Span);
        contestants.Add(new InProcess(PeerNames.MathNet, calls =>
        {
            for (int i = 0; i < calls; i++) mathNet.Multiply();
        }));
        return contestants;

        void Add(string name, Multiplication multiply)
        {
            product.Span.Fill(float.NaN);
            multiply(left, right, product, shape);
            check.ThrowIfWrong(name, product.Span);
            contestants.Add(new InProcess(name, calls =>
            {
                for (int i = 0; i < calls; i++) multiply(left, right, product, shape);
            }));
        }
    }

    /// <summary>Returns the limit of arithmetic, or that of memory for a product with a small inner dimension.</summary>
    public override double GetLimit(MachineLimits limits) =>
        Math.Max(shape.Operations / limits.Peak, MachineLimits.TimeToCopy(shape.Bytes));
}

/// <summary>The matrix product of the library, which is internal. Only this class calls it.</summary>
internal static class OurProduct
{
    public static void Multiply(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape) =>
        MatrixMultiply.Multiply<float>(left.Span, right.Span, product.Span, shape.Rows, shape.Inner, shape.Columns);
}
