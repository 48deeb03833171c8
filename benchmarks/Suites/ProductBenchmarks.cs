using BenchmarkDotNet.Attributes;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Suites.Columns;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Suites;

/// <summary>Matrix products, some with sides that are not multiples of a vector, compared with managed peers.</summary>
[MemoryDiagnoser]
[GigaflopsColumn(nameof(ProductShape.Operations))]
public class ProductBenchmarks
{
    private AlignedFloats _left = null!;
    private AlignedFloats _right = null!;
    private AlignedFloats _product = null!;
    private MathNetProduct _mathNet = null!;

    public static IEnumerable<ProductShape> Shapes =>
        [new(16, 16, 16), new(127, 129, 131), new(256, 256, 256), new(64, 128, 784), new(300, 3, 64), new(1_000, 1_000, 1_000)];

    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        _left = new AlignedFloats(SharedNumbers.Make(Shape.Rows * Shape.Inner, SharedNumbers.Inputs, offset: 0.5));
        _right = new AlignedFloats(SharedNumbers.Make(Shape.Inner * Shape.Columns, SharedNumbers.Inputs + 1, offset: 0.5));
        _product = new AlignedFloats(Shape.Rows * Shape.Columns);
        _mathNet = new MathNetProduct(_left, _right, Shape);
    }

    [Benchmark(Baseline = true)]
    public void MatrixMultiply() => OurProduct.Multiply(_left, _right, _product, Shape);

    [Benchmark]
    public void TensorPrimitives() => TensorPrimitivesProduct.Multiply(_left, _right, _product, Shape);

    [Benchmark]
    public void MathNet() => _mathNet.Multiply();
}
