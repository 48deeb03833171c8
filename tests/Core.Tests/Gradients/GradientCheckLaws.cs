using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Gradients;

namespace SimdOptim.Tests.Gradients;

/// <summary>Properties for every smooth function and for every kink.</summary>
public class GradientCheckLaws
{
    private static readonly GradientCheckOptions _richardson = new() { Method = DerivativeMethod.Richardson };

    private static Arbitrary<Smooth> Functions { get; } = (
        from count in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Smooth(count, seed)).ToArbitrary();

    // Kinks at any distance that can be detected: at the parameter, on both sides of it, and at h/3.
    private static Arbitrary<KinkedFunction> Kinked { get; } = (
        from function in Functions.Generator
        from places in Gen.Choose(-90, 90).Select(percent => percent / 100.0).ArrayOf(function.Count)
        from which in Gen.Choose(0, 2).ArrayOf(function.Count)
        select new KinkedFunction(function, places, which)).ToArbitrary();

    [Fact]
    public void The_gradient_of_a_smooth_function_passes_without_kinks() => Laws.Check(Functions, function =>
    {
        GradientCheckResult central = GradientCheck.Run(function.Value, function.Place, function.Gradients());
        GradientCheckResult extrapolated = GradientCheck.Run(function.Value, function.Place, function.Gradients(), _richardson);
        return Fault.Unless(central.Passes(2e-7), central.Describe())
            ?? Fault.Unless(extrapolated.Passes(1e-10), extrapolated.Describe())
            ?? Fault.Unless(central.Kinks.Count + extrapolated.Kinks.Count == 0, "kinks are reported")
            ?? Fault.Unless(extrapolated.Parameters.All(p => p.Difference <= p.ErrorEstimate + 1e-10), "an error is too low");
    });

    [Fact]
    public void A_wrong_derivative_is_the_worst_and_fails() => Laws.Check(Functions, function =>
    {
        int wrong = function.Count / 2;
        double[] gradients = function.Gradients();
        gradients[wrong] += 1e-3;
        GradientCheckResult central = GradientCheck.Run(function.Value, function.Place, gradients);
        GradientCheckResult extrapolated = GradientCheck.Run(function.Value, function.Place, gradients, _richardson);
        return Fault.Unless(central.Worst.Index == wrong && extrapolated.Worst.Index == wrong, "the wrong parameter is the worst")
            ?? Fault.Unless(!central.Passes(2e-7) && !extrapolated.Passes(2e-7), "it passes")
            ?? Fault.Unless(!central.IsExplainedByKinks(2e-7), "kinks explain the difference");
    });

    [Fact]
    public void Kinks_are_found_and_explain_the_difference() => Laws.Check(Kinked, kinked =>
    {
        foreach (GradientCheckOptions options in new[] { new GradientCheckOptions(), _richardson })
        {
            GradientCheckResult result = GradientCheck.Run(
                place => kinked.Value(place, options.EffectiveStep), kinked.Function.Place, kinked.Gradients(), options);
            int[] expected = [.. Enumerable.Range(0, kinked.Function.Count).Where(kinked.HasKink)];
            if (!result.Kinks.Select(kink => kink.Index).SequenceEqual(expected)) return result.Describe();
            if (!(result.DifferenceWithoutKinks <= 2e-7)) return result.Describe();
            bool isOff = result.RelativeDifference > 2e-7;
            if (result.IsExplainedByKinks(2e-7) != isOff || result.Passes(2e-7) == isOff) return "kinks do not explain it";
            if (expected.Length > 0 && !isOff) return "a kink changes no derivative";
        }

        return null;
    });

    [Fact]
    public void A_small_kink_explains_only_a_difference_of_its_size()
    {
        GradientCheckResult right = Check(1 - 1e-5), wrong = Check(1.001);
        Assert.False(right.Passes(2e-7));
        Assert.True(right.IsExplainedByKinks(2e-7), right.Describe());
        Assert.False(wrong.IsExplainedByKinks(2e-7), wrong.Describe());

        static GradientCheckResult Check(double gradient) =>
            GradientCheck.Run(place => place[0] + (1e-5 * Math.Abs(place[0] - 1e-4)), [0.0], [gradient], _richardson);
    }

    [Fact]
    public void A_jump_of_the_curvature_explains_only_a_difference_of_its_size()
    {
        GradientCheckResult right = Check(1), wrong = Check(1.001);
        Assert.False(right.Passes(2e-7));
        Assert.True(right.IsExplainedByKinks(2e-7), right.Describe());
        Assert.False(wrong.IsExplainedByKinks(2e-7), wrong.Describe());

        static GradientCheckResult Check(double gradient) =>
            GradientCheck.Run(place => place[0] + (0.01 * place[0] * Math.Max(place[0], 0)), [0.0], [gradient], _richardson);
    }

    [Fact]
    public void A_sample_is_distinct_repeatable_and_all_that_is_measured() => Laws.Check(Functions, function =>
    {
        int count = Math.Max(1, function.Count / 2), calls = 0;
        GradientCheckOptions options = new() { SampleCount = count, Seed = 7 };
        GradientCheckResult all = GradientCheck.Run(function.Value, function.Place, function.Gradients());
        GradientCheckResult sample = GradientCheck.Run(Counted, function.Place, function.Gradients(), options);
        GradientCheckResult again = GradientCheck.Run(function.Value, function.Place, function.Gradients(), options);
        int[] indices = [.. sample.Parameters.Select(parameter => parameter.Index)];
        return Fault.Unless(indices.Length == count && indices.Distinct().Order().SequenceEqual(indices), "the indices are not a sorted sample")
            ?? Fault.Unless(calls == (2 * count) + 2, $"{calls} calls are made")
            ?? Fault.Unless(again.Parameters.SequenceEqual(sample.Parameters), "the same seed gives another result")
            ?? Fault.Unless(indices.All(i => sample.Parameters.Contains(all.Parameters[i])), "a derivative differs from that of the full check")
            ?? Fault.Unless(
                indices.Select(i => all.Parameters[i].Numerical).SequenceEqual(sample.NumericalGradient.ToArray()), "another order");

        double Counted(ReadOnlySpan<double> place)
        {
            calls++;
            return function.Value(place);
        }
    });

    [Fact]
    public void One_dimension_is_the_same_derivative() => Laws.Check(Functions, function =>
    {
        double[] place = [.. function.Place];
        GradientCheckResult central = GradientCheck.Run(function.Value, place, function.Gradients());
        GradientCheckResult extrapolated = GradientCheck.Run(function.Value, place, function.Gradients(), _richardson);
        double x = place[0];
        DerivativeEstimate estimate = GradientCheck.ExtrapolatedDerivative(First, x);
        return Fault.Unless(GradientCheck.Derivative(First, x) == central.NumericalGradient[0], "central differences differ")
            ?? Fault.Unless(estimate == new DerivativeEstimate(
                extrapolated.NumericalGradient[0], extrapolated.Parameters[0].ErrorEstimate!.Value), "extrapolations differ");

        double First(double value)
        {
            double[] moved = [value, .. place[1..]];
            return function.Value(moved);
        }
    });

    /// <summary>A quadratic and sines of adjacent parameters, with a slope of at least 1 somewhere.</summary>
    public sealed record Smooth(int Count, int Seed)
    {
        public double[] Place => Numbers(0, 1);

        private double[] Slopes => [2, .. Numbers(1, 1)[1..]];

        private double[] Curvatures => Numbers(2, 0.2);

        private double[] Frequencies => Numbers(3, 2);

        public double Value(ReadOnlySpan<double> x)
        {
            (double[] slopes, double[] curvatures, double[] frequencies) = (Slopes, Curvatures, Frequencies);
            double sum = 0;
            for (int i = 0; i < Count; i++)
            {
                double phase = frequencies[i] * (x[i] + (0.5 * x[(i + 1) % Count]));
                sum += (slopes[i] * x[i]) + (curvatures[i] * x[i] * x[i]) + (0.1 * Math.Sin(phase));
            }

            return sum;
        }

        public double[] Gradients()
        {
            (double[] slopes, double[] curvatures, double[] frequencies, double[] x) = (Slopes, Curvatures, Frequencies, Place);
            double[] gradients = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                double cosine = 0.1 * frequencies[i] * Math.Cos(frequencies[i] * (x[i] + (0.5 * x[(i + 1) % Count])));
                gradients[i] += slopes[i] + (2 * curvatures[i] * x[i]) + cosine;
                gradients[(i + 1) % Count] += 0.5 * cosine;
            }

            return gradients;
        }

        private double[] Numbers(int stream, double scale)
        {
            Random random = new(Seed ^ (stream << 20));
            return [.. Enumerable.Range(0, Count).Select(_ => scale * ((2 * random.NextDouble()) - 1))];
        }
    }

    /// <summary>
    /// A smooth function plus |xᵢ - cᵢ| for each parameter. The kink is far away (0), within a step (1), or at a third of a step
    /// (2).
    /// </summary>
    public sealed record KinkedFunction(Smooth Function, double[] Places, int[] Which)
    {
        public bool HasKink(int index) => Which[index] != 0;

        public double Value(ReadOnlySpan<double> x, double step)
        {
            double sum = Function.Value(x);
            for (int i = 0; i < Which.Length; i++)
            {
                double distance = Which[i] switch { 0 => 0.1, 1 => Places[i] * step, _ => step / 3 };
                sum += Math.Abs(x[i] - (Function.Place[i] + distance));
            }

            return sum;
        }

        // Treats every kink as if it were on the right, which is true except for some within a step.
        public double[] Gradients() =>
            [.. Function.Gradients().Select((slope, i) => slope - (Which[i] == 1 && Places[i] < 0 ? -1 : 1))];
    }
}
