using System.Numerics;
using FsCheck.Fluent;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>Checks reductions against exact sums, at special values, and by properties.</summary>
public abstract class ReductionsLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private static readonly double _unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

    private static readonly int _laneCount = typeof(T) == typeof(float) ? 64 : 32;

    private static readonly T _infinity = T.PositiveInfinity;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000)]
    [InlineData(100_003)]
    public void Sums_are_within_their_bound_of_the_exact_ones(int length)
    {
        T[] x = Samples.Uniform<T>(length, 1), y = Samples.Uniform<T>(length, 2);
        AssertWithinBound(Reductions.Sum<T>(x), x.Select(Exact), length);
        AssertWithinBound(Reductions.Dot<T>(x, y), x.Zip(y, (a, b) => FixedPoint.Multiply(Exact(a), Exact(b))), length);
        AssertWithinBound(Reductions.SumOfSquares<T>(x), x.Select(a => FixedPoint.Multiply(Exact(a), Exact(a))), length);
    }

    [Fact]
    public void A_million_equal_summands_keep_their_places()
    {
        T[] x = new T[1_000_000];
        Array.Fill(x, T.CreateChecked(0.1));
        double exact = 1e6 * double.CreateChecked(x[0]);
        double bound = Depth(x.Length) * _unit * exact;
        Assert.InRange(double.CreateChecked(Reductions.Sum<T>(x)), exact - bound, exact + bound);
    }

    [Fact]
    public void Element_i_goes_to_lane_i_modulo_the_number_of_lanes_and_lanes_are_halved()
    {
        T[] x = Samples.Uniform<T>((5 * _laneCount) + 13, 4);
        T[] lanes = new T[_laneCount];
        for (int i = 0; i < x.Length; i++) lanes[i % _laneCount] += x[i];
        for (int half = _laneCount / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
        }

        Same.AssertBits(lanes[0], Reductions.Sum<T>(x), "sum");
    }

    [Fact]
    public void Sums_of_special_values()
    {
        Same.AssertBits(T.Zero, Reductions.Sum<T>([]), "empty");
        Same.AssertBits(T.Zero, Reductions.Sum<T>([T.NegativeZero, T.NegativeZero]), "negative zeros");
        Same.AssertBits(T.Zero, Reductions.Dot<T>([T.NegativeZero], [T.One]), "negative zero times one");
        Same.AssertBits(_infinity, Reductions.Sum([T.One, _infinity, _infinity]), "infinities of one sign");
        Same.AssertBits(T.NaN, Reductions.Sum([_infinity, T.One, -_infinity]), "infinities of both signs");
        Same.AssertBits(T.NaN, Reductions.Sum([T.One, T.NaN]), "NaN");
        Same.AssertBits(T.NaN, Reductions.Dot<T>([_infinity], [T.Zero]), "∞·0");
        Same.AssertBits(_infinity, Reductions.SumOfSquares([T.MaxValue]), "overflow");
    }

    [Fact]
    public void Largest_elements_of_special_values()
    {
        Same.AssertBits(-_infinity, Reductions.Max<T>([]), "empty");
        Same.AssertBits(T.Zero, Reductions.Max([T.NegativeZero, T.Zero]), "zeros");
        Same.AssertBits(T.NaN, Reductions.Max([T.One, T.NaN, _infinity]), "NaN");
        Same.AssertBits(T.Zero, Reductions.MaxMagnitude<T>([]), "empty magnitude");
        Same.AssertBits(T.Zero, Reductions.MaxMagnitude([T.NegativeZero]), "negative zero");
        Same.AssertBits(_infinity, Reductions.MaxMagnitude([T.One, -_infinity]), "infinity");
        Same.AssertBits(T.NaN, Reductions.MaxMagnitude([T.NaN, -_infinity]), "NaN magnitude");
    }

    [Fact]
    public void One_bad_element_anywhere_is_found()
    {
        T[] x = Samples.Uniform<T>(200, 5);
        for (int i = 0; i < x.Length; i++)
        {
            T good = x[i];
            Assert.True(Reductions.AllFinite<T>(x));
            foreach (T bad in new[] { _infinity, -_infinity, T.NaN })
            {
                x[i] = bad;
                Assert.False(Reductions.AllFinite<T>(x));
                if (T.IsNaN(bad)) Assert.True(T.IsNaN(Reductions.MaxMagnitude<T>(x)) && T.IsNaN(Reductions.Max<T>(x)));
            }

            x[i] = good;
        }
    }

    [Fact]
    public void AllFinite_iff_every_element_is_finite() =>
        Law(x => Reductions.AllFinite<T>(x) == x.All(T.IsFinite));

    [Fact]
    public void The_largest_is_an_element_and_none_is_larger() =>
        Law(x => x.Length == 0 || Same.Bits(Reductions.Max<T>(x), x.Aggregate(T.Max)));

    [Fact]
    public void The_largest_magnitude_is_that_of_an_element() =>
        Law(x => Same.Bits(Reductions.MaxMagnitude<T>(x), x.Select(T.Abs).Aggregate(T.Zero, T.Max)));

    [Fact]
    public void The_scalar_product_with_itself_is_the_sum_of_squares() =>
        Law(x => Same.Bits(Reductions.Dot<T>(x, x), Reductions.SumOfSquares<T>(x)));

    [Fact]
    public void The_scalar_product_commutes() =>
        Law(x => Same.Bits(Reductions.Dot<T>(x, [.. x.Reverse()]), Reductions.Dot<T>([.. x.Reverse()], x)));

    [Fact]
    public void A_permutation_moves_a_sum_within_its_bound() => Law(x =>
    {
        T[] finite = [.. x.Where(v => T.Abs(v) < T.CreateChecked(1e30))];
        double forward = double.CreateChecked(Reductions.Sum<T>(finite));
        double backward = double.CreateChecked(Reductions.Sum<T>([.. finite.Reverse()]));
        return Math.Abs(forward - backward) <= 2.01 * Depth(x.Length) * _unit * finite.Sum(v => Math.Abs(double.CreateChecked(v)));
    });

    [Fact]
    public void A_negated_array_has_the_negated_sum() => Law(x =>
        Reductions.Sum<T>(x) is var sum && (T.IsZero(sum) || Same.Bits(-sum, Reductions.Sum<T>([.. x.Select(v => -v)]))));

    [Fact]
    public void Lengths_that_differ_are_named() =>
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Reductions.Dot<T>(new T[3], new T[2])).ParamName);

    [Fact]
    public void Another_type_is_refused_by_name()
    {
        Half[] x = [Half.One];
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Reductions.Sum<Half>(x)).Message);
        Assert.Throws<NotSupportedException>(() => Reductions.Dot<Half>(x, x));
        Assert.Throws<NotSupportedException>(() => Reductions.SumOfSquares<Half>(x));
        Assert.Throws<NotSupportedException>(() => Reductions.Max<Half>(x));
        Assert.Throws<NotSupportedException>(() => Reductions.MaxMagnitude<Half>(x));
        Assert.Throws<NotSupportedException>(() => Reductions.AllFinite<Half>(x));
        Assert.Throws<NotSupportedException>(() => Reductions.Norm<Half>(x));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        T[] x = Samples.Uniform<T>(333, 6), tiny = [T.Epsilon];
        long before = 0;
        double sink = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            T sum = Reductions.Sum<T>(x) + Reductions.Dot<T>(x, x) + Reductions.SumOfSquares<T>(x);
            T largest = Reductions.Max<T>(x) + Reductions.MaxMagnitude<T>(x);
            bool finite = Reductions.AllFinite<T>(x);
            sink += Reductions.Norm<T>(x) + Reductions.Norm<T>(tiny) + (finite && sum > largest ? 1 : 0);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(sink));
    }

    protected static int Depth(int length) => ((length + _laneCount - 1) / _laneCount) + int.Log2(_laneCount);

    private static void Law(Func<T[], bool> law) => Laws.Check(
        ArbMap.Default.ArbFor<double[]>(), x => law([.. x.Select(v => T.CreateSaturating(v))]), 500);

    private static BigInteger Exact(T value) => FixedPoint.Exact(double.CreateChecked(value));

    private static void AssertWithinBound(T actual, IEnumerable<BigInteger> terms, int length)
    {
        BigInteger sum = BigInteger.Zero, magnitude = BigInteger.Zero;
        foreach (BigInteger term in terms)
        {
            sum += term;
            magnitude += BigInteger.Abs(term);
        }

        double error = Ratio(BigInteger.Abs(Exact(actual) - sum), BigInteger.Max(magnitude, BigInteger.One));
        Assert.InRange(error, 0, 1.001 * Depth(length) * _unit);
    }

    private static double Ratio(BigInteger numerator, BigInteger denominator) =>
        (double)((numerator << 200) / denominator) * Math.ScaleB(1, -200);
}
