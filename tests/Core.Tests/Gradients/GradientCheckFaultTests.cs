using System.Globalization;
using SimdOptim.Gradients;

namespace SimdOptim.Tests.Gradients;

/// <summary>Invalid arguments, and the faults that a check reports.</summary>
public class GradientCheckFaultTests
{
    private static readonly double[] _place = [1, 2, 3, 4];
    private static readonly double[] _gradients = [2, 4, 6, 8];

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_is_named_and_does_not_pass(double value)
    {
        GradientCheckResult result = GradientCheck.Run(SumOfSquares, _place, [2, 4, value, 9], new() { AbsoluteFloor = 100 });
        Assert.False(result.IsFinite);
        Assert.False(result.Passes(1e300));
        Assert.False(result.IsExplainedByKinks(1e300));
        Assert.Equal("parameters[2]", result.Worst.Name);
        Assert.Contains("not finite", result.Describe());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_objective_that_is_not_finite_does_not_pass(double value)
    {
        GradientCheckResult everywhere = GradientCheck.Run(_ => value, _place, new double[4]);
        Assert.False(everywhere.IsFinite);
        Assert.False(everywhere.Passes(1e300));

        GradientCheckResult besides = GradientCheck.Run(x => x[1] > 2 ? value : SumOfSquares(x), _place, _gradients);
        Assert.Equal(30, besides.Value);
        Assert.False(besides.Passes(1e300));
        Assert.Equal(1, besides.Worst.Index);

        GradientCheckResult onlyThere = GradientCheck.Run(x => x.SequenceEqual(_place) ? value : 1, _place, new double[4]);
        Assert.False(onlyThere.Passes(1e300));
        Assert.Contains("not finite", onlyThere.ToString());
    }

    [Fact]
    public void Gradients_whose_norm_overflows_do_not_pass() =>
        Assert.False(GradientCheck.Run(SumOfSquares, _place, [1.7e308, 1.7e308, 1.7e308, 1.7e308]).Passes(0.5));

    [Fact]
    public void An_objective_that_changes_does_not_pass()
    {
        int calls = 0;
        GradientCheckResult result = GradientCheck.Run(x => SumOfSquares(x) + (1e-12 * calls++), _place, _gradients);
        Assert.False(result.IsRepeatable);
        Assert.False(result.Passes(1));
        Assert.Contains("not repeatable", result.Describe());
    }

    [Fact]
    public void Derivatives_below_the_floor_count_as_equal()
    {
        double[] gradients = [2, 4, 6, 1e-9];
        double Flat(ReadOnlySpan<double> x) => SumOfSquares(x[..3]) - (1e-9 * x[3]);
        Assert.False(GradientCheck.Run(Flat, _place, gradients, Richardson()).Passes(1e-12));
        GradientCheckResult floored = GradientCheck.Run(Flat, _place, gradients, Richardson() with { AbsoluteFloor = 1e-8 });
        Assert.Equal(0, floored.Parameters[3].Difference);
        Assert.Equal(0, floored.Parameters[3].RelativeDifference);
        Assert.True(floored.Passes(1e-11));

        // The difference counts if one of the two is above the floor.
        gradients[3] = 1e-7;
        Assert.False(GradientCheck.Run(Flat, _place, gradients, Richardson() with { AbsoluteFloor = 1e-8 }).Passes(1e-9));
    }

    [Fact]
    public void The_default_floor_is_the_rounding_error_of_the_objective()
    {
        double Flat(ReadOnlySpan<double> x) => SumOfSquares(x[..3]) + (1e-9 * x[3]);
        double rounding = 20 * (Math.BitIncrement(1.0) - 1);
        GradientCheckResult central = GradientCheck.Run(Flat, _place, [2, 4, 6, 0]);
        Assert.Equal(rounding * central.Value / 1e-7, central.Floor, 1e-15);
        Assert.Equal(0, central.Parameters[3].Difference);
        GradientCheckResult richardson = GradientCheck.Run(Flat, _place, [2, 4, 6, 0], Richardson());
        Assert.Equal(rounding * richardson.Value / 1e-3, richardson.Floor, 1e-18);
        Assert.True(richardson.Parameters[3].Difference > 0);
        Assert.Equal(0, GradientCheck.Run(Flat, _place, [2, 4, 6, 0], new() { AbsoluteFloor = 0 }).Floor);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-6)]
    [InlineData(1e-12)]
    public void Small_gradients_are_compared_all_the_same(double scale)
    {
        double Scaled(ReadOnlySpan<double> x) => scale * SumOfSquares(x);
        double[] gradients = [.. _gradients.Select(gradient => scale * gradient)];
        Assert.True(GradientCheck.Run(Scaled, _place, gradients).Passes(2e-7));
        gradients[0] *= 2;
        Assert.False(GradientCheck.Run(Scaled, _place, gradients).Passes(1e-2));
    }

    [Fact]
    public void Two_zero_derivatives_do_not_differ()
    {
        GradientCheckResult result = GradientCheck.Run(_ => 3, _place, new double[4]);
        Assert.Equal(0, result.RelativeDifference);
        Assert.True(result.Passes(0));
        Assert.Equal(0, GradientCheck.RelativeDifference(0, 0));
        Assert.Equal(1, GradientCheck.RelativeDifference(0, 1e-300));
        Assert.Equal(1, GradientCheck.RelativeDifference([1, -2], [-1, 2]));
    }

    [Fact]
    public void A_check_that_is_cancelled_ends_before_its_next_parameter()
    {
        using CancellationTokenSource cancellation = new();
        List<double> seen = [];
        double Cost(ReadOnlySpan<double> place)
        {
            seen.AddRange(place);
            if (place[1] != 1) cancellation.Cancel();
            return place[0];
        }

        Assert.Throws<OperationCanceledException>(
            () => GradientCheck.Run(Cost, [1, 1, 1], [1, 0, 0], new GradientCheckOptions { Cancellation = cancellation.Token }));
        Assert.All(seen.Chunk(3), place => Assert.Equal(1, place[2]));
        Assert.Contains(seen.Chunk(3), place => place[1] != 1);
    }

    [Fact]
    public void The_parameters_stay_as_they_were()
    {
        double[] place = [.. _place];
        GradientCheck.Run(SumOfSquares, place, _gradients, Richardson());
        Assert.Equal(_place, place);

        // The objective sees one changed parameter at a time, and none at the end.
        double[] last = [];
        GradientCheck.Run(
            x =>
            {
                last = x.ToArray();
                Assert.True(last.Zip(_place).Count(pair => pair.First != pair.Second) <= 1);
                return SumOfSquares(x);
            },
            place,
            _gradients);
        Assert.Equal(_place, last);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named()
    {
        Assert.Throws<ArgumentNullException>("objective", () => GradientCheck.Run(null!, _place, _gradients));
        Assert.Throws<ArgumentException>("parameters", () => GradientCheck.Run(SumOfSquares, [], []));
        Assert.Equal(
            "gradients must have length 4; it has length 3. (Parameter 'gradients')",
            Assert.Throws<ArgumentException>(() => GradientCheck.Run(SumOfSquares, _place, _gradients.AsSpan(1))).Message);
        AssertOptionRefused("Step", new() { Step = 0 });
        AssertOptionRefused("Step", new() { Step = double.NaN });
        AssertOptionRefused("Step", new() { Step = double.PositiveInfinity });
        AssertOptionRefused("SampleCount", new() { SampleCount = 0 });
        AssertOptionRefused("AbsoluteFloor", new() { AbsoluteFloor = -1 });
        AssertOptionRefused("KinkTolerance", new() { KinkTolerance = 0 });
        AssertOptionRefused("Method", new() { Method = (DerivativeMethod)7 });
        GradientCheckResult result = GradientCheck.Run(SumOfSquares, _place, _gradients);
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => result.Passes(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => result.IsExplainedByKinks(-1));
        Assert.Throws<ArgumentNullException>("function", () => GradientCheck.Derivative(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => GradientCheck.Derivative(x => x, 1, -1));
        Assert.Throws<ArgumentNullException>("function", () => GradientCheck.ExtrapolatedDerivative(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => GradientCheck.ExtrapolatedDerivative(x => x, 1, 0));
        Assert.Throws<ArgumentException>("numerical", () => GradientCheck.RelativeDifference([1, 2], [1]));

        static void AssertOptionRefused(string name, GradientCheckOptions options) => Assert.Throws<ArgumentOutOfRangeException>(
            name, () => GradientCheck.Run(_ => throw new InvalidOperationException(), _place, _gradients, options));
    }

    [Theory]
    [InlineData("b must start at 2; it starts at 3", 0, 2, 3, 1)]
    [InlineData("a must start at 0; it starts at 1", 1, 2, 3, 1)]
    [InlineData("they must cover all 4 parameters; they cover 3", 0, 2, 2, 1)]
    [InlineData("they must cover all 4 parameters; they cover 5", 0, 2, 2, 3)]
    public void Tensors_must_cover_the_parameters(string what, int offset1, int columns1, int offset2, int columns2)
    {
        NamedTensor[] tensors = [new("a", offset1, 1, columns1), new("b", offset2, 1, columns2)];
        Assert.Equal(
            $"tensors must be adjacent and in order: {what}. (Parameter 'tensors')",
            Assert.Throws<ArgumentException>(() => GradientCheck.Run(SumOfSquares, _place, _gradients, null, tensors)).Message);
    }

    [Fact]
    public void Tensors_must_have_names_and_shapes()
    {
        NamedTensor[] bad = [new(null!, 0, 1, 4), new("a", 0, 0, 4), new("a", 0, -1, -4), default];
        foreach (NamedTensor tensor in bad)
        {
            Assert.Throws<ArgumentException>(
                "tensors", () => GradientCheck.Run(SumOfSquares, _place, _gradients, null, [tensor]));
        }
    }

    [Fact]
    public void The_description_is_readable_and_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            NamedTensor[] tensors = [new("dense1.weight", 0, 3, 1), new("b", 3, 1, 1)];
            GradientCheckResult result = GradientCheck.Run(
                x => x[0] + (2 * x[1]) + (4 * x[2]) + Math.Abs(x[3] - 4), _place, [1, 2, 8.5, 0], new() { Step = 0.25 }, tensors);
            Assert.Equal(
                """
                gradient check: central differences, step 0.25, 4 of 4 parameters
                relative difference 3.37e-1, without kinks 3.37e-1
                tensor               shape  checked  difference  kinks
                dense1.weight          3x1        3     3.37e-1      0
                b                      1x1        1      0.00e0      1
                worst: dense1.weight[2,0], analytic 8.5, numerical 4,
                       relative difference 3.60e-1
                kinks: b[0]

                """,
                result.Describe());
            Assert.Equal(result.Describe(), result.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static GradientCheckOptions Richardson() => new() { Method = DerivativeMethod.Richardson };

    private static double SumOfSquares(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x) sum += value * value;
        return sum;
    }
}
