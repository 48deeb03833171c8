using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>The elementary functions at the ends of their ranges, and their checks of spans.</summary>
public abstract class ElementaryFunctionsLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private delegate void Function(ReadOnlySpan<T> source, Span<T> destination);

    private static readonly Function[] _functions =
    [
        ElementaryFunctions.Exp, ElementaryFunctions.Log, ElementaryFunctions.Sigmoid, ElementaryFunctions.Tanh,
        ElementaryFunctions.Softplus, ElementaryFunctions.NormalDistribution,
    ];

    private static readonly T _infinity = T.PositiveInfinity;

    /// <summary>Gets the largest x whose exponential is finite.</summary>
    protected abstract T LargestExponent { get; }

    /// <summary>Gets the smallest x whose exponential is not zero.</summary>
    protected abstract T SmallestExponent { get; }

    [Fact]
    public void NaN_gives_NaN() => Assert.All(_functions, function => Assert.True(T.IsNaN(At(function, T.NaN))));

    [Fact]
    public void Exp_at_its_ends()
    {
        Same.AssertBits(T.One, At(ElementaryFunctions.Exp, T.Zero), "exp 0");
        Same.AssertBits(T.One, At(ElementaryFunctions.Exp, T.NegativeZero), "exp -0");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Exp, -_infinity), "exp -∞");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Exp, T.MinValue), "exp of the least");
        Same.AssertBits(_infinity, At(ElementaryFunctions.Exp, _infinity), "exp ∞");
        Same.AssertBits(_infinity, At(ElementaryFunctions.Exp, T.MaxValue), "exp of the greatest");
    }

    [Fact]
    public void Exp_overflows_and_underflows_exactly_where_it_should()
    {
        Assert.True(T.IsFinite(At(ElementaryFunctions.Exp, LargestExponent)));
        Same.AssertBits(_infinity, At(ElementaryFunctions.Exp, T.BitIncrement(LargestExponent)), "exp above the largest");
        Same.AssertBits(T.Epsilon, At(ElementaryFunctions.Exp, SmallestExponent), "exp of the smallest");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Exp, T.BitDecrement(SmallestExponent)), "exp below the smallest");
    }

    [Fact]
    public void Log_at_its_ends()
    {
        Same.AssertBits(-_infinity, At(ElementaryFunctions.Log, T.Zero), "log 0");
        Same.AssertBits(-_infinity, At(ElementaryFunctions.Log, T.NegativeZero), "log -0");
        Same.AssertBits(T.NaN, At(ElementaryFunctions.Log, -T.Epsilon), "log of the least negative");
        Same.AssertBits(T.NaN, At(ElementaryFunctions.Log, -T.One), "log -1");
        Same.AssertBits(T.NaN, At(ElementaryFunctions.Log, -_infinity), "log -∞");
        Same.AssertBits(_infinity, At(ElementaryFunctions.Log, _infinity), "log ∞");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Log, T.One), "log 1");
    }

    [Fact]
    public void Sigmoid_at_its_ends()
    {
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Sigmoid, -_infinity), "sigmoid -∞");
        Same.AssertBits(T.One, At(ElementaryFunctions.Sigmoid, _infinity), "sigmoid ∞");
        Same.AssertBits(T.CreateChecked(0.5), At(ElementaryFunctions.Sigmoid, T.NegativeZero), "sigmoid -0");
        Same.AssertBits(T.Epsilon, At(ElementaryFunctions.Sigmoid, SmallestExponent), "sigmoid of the smallest exponent");
    }

    [Fact]
    public void Tanh_at_its_ends()
    {
        Same.AssertBits(-T.One, At(ElementaryFunctions.Tanh, -_infinity), "tanh -∞");
        Same.AssertBits(T.One, At(ElementaryFunctions.Tanh, T.MaxValue), "tanh of the greatest");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Tanh, T.Zero), "tanh 0");
        Same.AssertBits(T.NegativeZero, At(ElementaryFunctions.Tanh, T.NegativeZero), "tanh -0");
        Same.AssertBits(-T.Epsilon, At(ElementaryFunctions.Tanh, -T.Epsilon), "tanh of the least negative");
    }

    [Fact]
    public void Tanh_is_odd() => Assert.All(Samples.Any<T>(1000, 1), x =>
        Same.AssertBits(-At(ElementaryFunctions.Tanh, x), At(ElementaryFunctions.Tanh, -x), $"tanh({x:R})"));

    [Fact]
    public void Softplus_at_its_ends()
    {
        Same.AssertBits(T.Zero, At(ElementaryFunctions.Softplus, -_infinity), "softplus -∞");
        Same.AssertBits(_infinity, At(ElementaryFunctions.Softplus, _infinity), "softplus ∞");
        Same.AssertBits(T.MaxValue, At(ElementaryFunctions.Softplus, T.MaxValue), "softplus of the greatest");
        Same.AssertBits(T.CreateChecked(0.6931471805599453), At(ElementaryFunctions.Softplus, T.Zero), "softplus 0");
    }

    [Fact]
    public void Normal_distribution_at_its_ends()
    {
        Same.AssertBits(T.Zero, At(ElementaryFunctions.NormalDistribution, -_infinity), "Φ(-∞)");
        Same.AssertBits(T.Zero, At(ElementaryFunctions.NormalDistribution, T.MinValue), "Φ of the least");
        Same.AssertBits(T.One, At(ElementaryFunctions.NormalDistribution, T.MaxValue), "Φ of the greatest");
        Same.AssertBits(T.CreateChecked(0.5), At(ElementaryFunctions.NormalDistribution, T.Zero), "Φ(0)");
        Same.AssertBits(T.CreateChecked(0.5), At(ElementaryFunctions.NormalDistribution, -T.Epsilon), "Φ of the least negative");
    }

    [Fact]
    public void In_place_is_the_same()
    {
        foreach (Function function in _functions)
        {
            T[] source = Samples.Any<T>(77, 3), expected = new T[77];
            function(source, expected);
            function(source, source);
            for (int i = 0; i < source.Length; i++) Same.AssertBits(expected[i], source[i], $"element {i}");
        }
    }

    [Fact]
    public void A_wrong_length_is_named_and_nothing_is_written()
    {
        foreach (Function function in _functions)
        {
            T[] destination = [T.One, T.One];
            ArgumentException fault = Assert.Throws<ArgumentException>(() => function(new T[3], destination));
            Assert.Equal("destination", fault.ParamName);
            Assert.Contains("3", fault.Message);
            Assert.Equal([T.One, T.One], destination);
        }
    }

    [Fact]
    public void A_partial_overlap_is_refused_and_nothing_is_written()
    {
        foreach (Function function in _functions)
        {
            T[] memory = [T.One, T.One, T.One];
            ArgumentException fault = Assert.Throws<ArgumentException>(() => function(memory.AsSpan(0, 2), memory.AsSpan(1, 2)));
            Assert.Equal("destination", fault.ParamName);
            Assert.Equal([T.One, T.One, T.One], memory);
            function(memory.AsSpan(0, 1), memory.AsSpan(1, 1)); // adjacent spans do not overlap
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        T[] source = Samples.Uniform<T>(133, 1), destination = new T[133];
        T sum = T.Zero;
        long before = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Function function in _functions) function(source, destination);
            sum += ElementaryFunctions.LogSumExp<T>(source);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(T.IsFinite(sum));
    }

    [Fact]
    public void LogSumExp_of_special_values()
    {
        Same.AssertBits(-_infinity, ElementaryFunctions.LogSumExp<T>([]), "of nothing");
        Same.AssertBits(-_infinity, ElementaryFunctions.LogSumExp<T>([-_infinity, -_infinity]), "of -∞");
        Same.AssertBits(_infinity, ElementaryFunctions.LogSumExp([T.One, _infinity, -_infinity]), "of ∞");
        Same.AssertBits(T.NaN, ElementaryFunctions.LogSumExp([_infinity, T.NaN]), "of NaN");
        Same.AssertBits(T.One, ElementaryFunctions.LogSumExp([-_infinity, T.One]), "of 1 and -∞");
        Same.AssertBits(T.MaxValue, ElementaryFunctions.LogSumExp([T.MaxValue, T.MinValue]), "of the greatest");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 30)]
    [InlineData(1000, 5)]
    [InlineData(1000, 600)]
    public void LogSumExp_agrees_with_its_definition(int length, double scale)
    {
        T[] x = Samples.Uniform<T>(length, length, scale);
        double shift = x.Max(v => double.CreateChecked(v));
        double expected = shift + Math.Log(x.Sum(v => Math.Exp(double.CreateChecked(v) - shift)));
        double unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

        // The error of the sum comes from its tree (22 levels for 1000 terms), that of the shift from rounding each difference.
        double bound = unit * (2 + 22 + 5 + (2 * scale));
        Assert.InRange(double.CreateChecked(ElementaryFunctions.LogSumExp<T>(x)), expected - bound, expected + bound);
    }

    [Fact]
    public void Another_type_is_refused_by_name()
    {
        Half[] x = [Half.One];
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => ElementaryFunctions.Exp<Half>(x, x)).Message);
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => ElementaryFunctions.LogSumExp<Half>(x)).Message);
    }

    // Seventeen copies: whole registers and the tail must agree.
    private static T At(Function function, T x)
    {
        T[] values = new T[17];
        Array.Fill(values, x);
        function(values, values);
        Assert.All(values, value => Same.AssertBits(values[0], value, $"f({x:R})"));
        return values[0];
    }
}
