using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>Checks the error bounds for <see cref="double"/> against numbers with 1300 fractional bits.</summary>
public sealed class DoubleAccuracyTests
{
    private delegate void Function(ReadOnlySpan<double> source, Span<double> destination);

    [Fact]
    public void Exp_is_within_its_bound() => AssertWithin(1.1, ElementaryFunctions.Exp, FixedPoint.Exp, ExpArguments());

    [Fact]
    public void Log_is_within_its_bound()
    {
        IEnumerable<double> near1 = Samples.Uniform<double>(300, 5, 0.7).Select(x => 1 + x);
        IEnumerable<double> anywhere = Samples.Any<double>(400, 6).Select(Math.Abs).Where(x => x > 0 && double.IsFinite(x));
        IEnumerable<double> denormal = Enumerable.Range(0, 52).Select(k => Math.ScaleB(1.3, k - 1074));
        double[] edges =
            [1, Math.BitDecrement(1), Math.BitIncrement(1), double.Epsilon, double.MaxValue, Math.Sqrt(2), Math.Sqrt(0.5)];
        AssertWithin(1.1, ElementaryFunctions.Log, FixedPoint.Log, [.. near1, .. anywhere, .. denormal, .. edges]);
    }

    [Fact]
    public void Sigmoid_is_within_its_bound() => AssertWithin(
        2.5,
        ElementaryFunctions.Sigmoid,
        x =>
        {
            BigInteger exponential = FixedPoint.Exp(-BigInteger.Abs(x));
            return FixedPoint.Divide(x.Sign < 0 ? exponential : FixedPoint.One, FixedPoint.One + exponential);
        },
        [.. ExpArguments(), .. Samples.Uniform<double>(200, 7, 3)]);

    [Fact]
    public void Tanh_is_within_its_bound() => AssertWithin(
        2.5,
        ElementaryFunctions.Tanh,
        x =>
        {
            BigInteger exponential = FixedPoint.Exp(2 * BigInteger.Abs(x));
            return x.Sign * FixedPoint.Divide(exponential - FixedPoint.One, exponential + FixedPoint.One);
        },
        [
            .. Samples.Uniform<double>(300, 8, 20), .. Samples.Uniform<double>(300, 9, 0.6),
            .. Enumerable.Range(0, 107).Select(k => Math.ScaleB(-1.7, -10 * k)),
        ]);

    [Fact]
    public void Softplus_is_within_its_bound() => AssertWithin(
        2,
        ElementaryFunctions.Softplus,
        x => BigInteger.Max(x, BigInteger.Zero) + FixedPoint.Log1p(FixedPoint.Exp(-BigInteger.Abs(x))),
        [.. ExpArguments(), .. Samples.Uniform<double>(100, 10, 3)]);

    [Fact]
    public void Normal_distribution_is_within_its_bound() =>
        AssertWithin(7, ElementaryFunctions.NormalDistribution, FixedPoint.NormalDistribution, NormalArguments());

    [Fact]
    public void Normal_density_is_within_its_bound() => AssertWithin(
        3,
        NormalDensityFunction<double>.Run,
        x => FixedPoint.Divide(FixedPoint.Exp(-FixedPoint.Multiply(x, x) / 2), FixedPoint.SqrtTwoPi),
        NormalArguments());

    [Fact]
    public void Expm1_is_within_its_bound() => AssertWithin(
        1.5,
        Expm1Function<double>.Run,
        x => FixedPoint.Exp(x) - FixedPoint.One,
        [
            .. Samples.Uniform<double>(300, 12, 40).Select(x => -Math.Abs(x)),
            .. Enumerable.Range(0, 50).Select(k => -Math.ScaleB(1.1, -3 * k)), -80, -1e4,
        ]);

    // Both tails until they underflow, the middle, and tiny arguments.
    private static double[] NormalArguments() =>
    [
        .. Samples.Uniform<double>(60, 11, 38.5), .. Samples.Uniform<double>(300, 12, 6), .. Samples.Uniform<double>(100, 13, 1),
        .. Enumerable.Range(1, 20).Select(k => Math.ScaleB(-1.1, -k * 5)), -38.4, -38.6, -40, 0,
    ];

    // The whole range of results, the transition to denormal results, the edges of the reduction, and tiny arguments.
    private static double[] ExpArguments() =>
    [
        .. Samples.Uniform<double>(300, 4, 744).Select(x => x > 709 ? x - 709 : x), .. Samples.Uniform<double>(200, 3, 1),
        .. Enumerable.Range(0, 40).Select(k => -708 - (0.93 * k)), .. Enumerable.Range(-20, 41).Select(k => (k + 0.5) * Math.Log(2)),
        .. Enumerable.Range(1, 60).Select(k => Math.ScaleB(1.1, -k * 17)), 709.78271289338397, -745.1332191019411, 0,
    ];

    private static void AssertWithin(double bound, Function function, Func<BigInteger, BigInteger> reference, double[] source)
    {
        double[] actual = new double[source.Length];
        function(source, actual);
        for (int i = 0; i < source.Length; i++)
        {
            if (double.IsInfinity(actual[i])) Assert.Fail($"f({source[i]:R}) is finite");
            double error = FixedPoint.UlpError(reference(FixedPoint.Exact(source[i])), actual[i]);
            if (!(error <= bound)) Assert.Fail($"f({source[i]:R}) = {actual[i]:R} is wrong by {error} ulp");
        }
    }
}
