namespace SimdOptim.Tests;

public sealed class FaultTests
{
    [Fact]
    public void Nothing_is_wrong_with_equal_numbers()
    {
        double[] values = [0, -0.0, 1, double.MaxValue, double.Epsilon, double.NegativeInfinity];
        Assert.Null(Fault.IfBitsDiffer<double>(values, values, "x"));
        Assert.Null(Fault.IfBitsDifferBesideNaN<double>([.. values, double.NaN], [.. values, -double.NaN], "x"));
        Assert.Null(Fault.IfValuesDiffer<double>(values, values, "x"));
        Assert.Null(Fault.IfValuesDiffer([0f], [-0f], "x"));
        Assert.Null(Fault.IfFar<float>([1, 1000], [1.09f, 1090], "x", 0.1));
        Assert.Null(Fault.IfNotFinite([0f, float.MaxValue], "x"));
    }

    [Fact]
    public void Every_comparison_fails_on_NaN()
    {
        double nan = double.NaN;
        Assert.Equal("x[1] must be 2; it is NaN", Fault.IfBitsDiffer<double>([1, 2], [1, nan], "x"));
        Assert.NotNull(Fault.IfBitsDiffer([nan], [nan], "x"));
        Assert.NotNull(Fault.IfBitsDifferBesideNaN([1.0], [nan], "x"));
        Assert.NotNull(Fault.IfBitsDifferBesideNaN([nan], [1.0], "x"));
        Assert.NotNull(Fault.IfValuesDiffer([nan], [nan], "x"));
        Assert.NotNull(Fault.IfFar<double>([1], [nan], "x", 1e300));
        Assert.NotNull(Fault.IfFar<double>([nan], [1], "x", 1e300));
        Assert.NotNull(Fault.IfFar<double>([1], [1], "x", nan));
        Assert.NotNull(Fault.IfFar(nan, 1, "x", 1));
        Assert.Equal("x[0] must be finite; it is NaN", Fault.IfNotFinite([nan], "x"));
    }

    [Fact]
    public void Bits_lengths_and_distances_are_compared()
    {
        Assert.Equal("x[0] must be 0; it is -0", Fault.IfBitsDiffer([0.0], [-0.0], "x"));
        Assert.NotNull(Fault.IfBitsDifferBesideNaN([0.0], [-0.0], "x"));
        Assert.NotNull(Fault.IfBitsDiffer([1.0], [Math.BitIncrement(1.0)], "x"));
        Assert.NotNull(Fault.IfValuesDiffer([1.0], [Math.BitIncrement(1.0)], "x"));
        Assert.Equal("x must have length 1; it has length 2", Fault.IfBitsDiffer([1.0], [1.0, 1], "x"));
        Assert.NotNull(Fault.IfFar<double>([1.0], [1.0, 1], "x", 1));
        Assert.NotNull(Fault.IfFar<float>([1000], [1200], "x", 0.1));
        Assert.NotNull(Fault.IfNotFinite([float.NegativeInfinity], "x"));
    }

    [Fact]
    public void A_refusal_must_name_the_argument_by_the_right_exception()
    {
        Assert.Null(Fault.UnlessRefused<ArgumentException>("x", () => throw new ArgumentOutOfRangeException("x")));
        Assert.Contains("must name x", Fault.UnlessRefused<ArgumentException>("x", () => throw new ArgumentException("no", "y")));
        Assert.Contains(
            "ArgumentNull", Fault.UnlessRefused<ArgumentOutOfRangeException>("x", () => throw new ArgumentNullException("x")));
        Assert.Contains("did not throw", Fault.UnlessRefused<ArgumentException>("x", () => { }));
    }

    [Fact]
    public void Every_allocation_is_counted()
    {
        object? kept = null;
        int calls = 0;
        Assert.Equal("100 calls must allocate nothing; they allocate 2400 bytes", Fault.IfAllocates(() => kept = new object()));
        Assert.NotNull(Fault.IfAllocates(() => kept = ++calls % 90 == 0 ? new object() : kept));
        Assert.Null(Fault.IfAllocates(() => calls++));
    }
}
