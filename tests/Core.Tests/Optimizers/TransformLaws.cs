using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Optimizers.Rules;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>What the transforms hand on, seen by a probe behind them.</summary>
public abstract class TransformLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Fact]
    public void Clipping_by_value_clips_each_component_and_keeps_NaN() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] gradients = Samples.Any<T>(run.Length, run.Seed);
        T limit = T.CreateChecked(Math.ScaleB(1 + run.Draw.A, run.Exponent));
        T[] expected = [.. gradients.Select(g => g > limit ? limit : g < -limit ? -limit : g)];
        ClipByValue clip = new(double.CreateChecked(limit));
        return Fault.IfBitsDifferBesideNaN<T>(expected, Before(clip, run.Parameters<T>(), gradients), "gradient")
            ?? Fault.IfBitsDifferBesideNaN<T>(expected, After(clip, run.Parameters<T>(), gradients), "update");
    });

    [Fact]
    public void Clipping_by_value_lets_everything_pass_at_infinity() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] gradients = Samples.Any<T>(run.Length, run.Seed), seen = [.. gradients.Select(g => T.Clamp(g, -T.MaxValue, T.MaxValue))];
        return Fault.IfBitsDifferBesideNaN<T>( // the probe keeps infinity as the largest finite number
            seen, Before(new ClipByValue(double.PositiveInfinity), run.Parameters<T>(), gradients), "gradient");
    });

    [Fact]
    public void What_no_constructor_has_set_clips_nothing() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] parameters = run.Parameters<T>(), gradients = [.. Samples.Any<T>(run.Length, run.Seed).Select(g => T.IsFinite(g) ? g : T.MaxValue)];
        Assert.Equal(double.PositiveInfinity, default(ClipByValue).Limit);
        Assert.Equal(double.PositiveInfinity, default(ClipByGlobalNorm).MaxNorm);
        return Fault.IfBitsDifferBesideNaN<T>(gradients, Before(default(ClipByValue), parameters, gradients), "gradient behind the value")
            ?? Fault.IfBitsDifferBesideNaN<T>(gradients, After(default(ClipByValue), parameters, gradients), "update behind the value")
            ?? Fault.IfBitsDifferBesideNaN<T>(gradients, Before(default(ClipByGlobalNorm), parameters, gradients), "gradient behind the norm");
    });

    [Fact]
    public void Clipping_by_global_norm_keeps_the_direction_and_bounds_the_norm() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] gradients = run.Gradients<T>(1);
        double norm = Norm(gradients), maxNorm = Math.ScaleB(0.5 + run.Draw.A, run.Exponent);
        T[] clipped = Before(new ClipByGlobalNorm(maxNorm), run.Parameters<T>(), gradients);
        if (norm <= maxNorm * (1 - 1e-5)) return Fault.IfBitsDiffer<T>(gradients, clipped, "what is not clipped");
        double scale = Math.Min(1, maxNorm / norm), worst = 0;
        for (int i = 0; i < gradients.Length; i++)
            worst = Math.Max(worst, Math.Abs((scale * double.CreateChecked(gradients[i])) - double.CreateChecked(clipped[i])) / maxNorm);
        return Fault.Unless(worst <= Rounding(1e-6, 1e-14), $"an error of {worst} times the limit")
            ?? Fault.Unless(Norm(clipped) <= maxNorm * (1 + Rounding(1e-6, 1e-14)), $"the norm is {Norm(clipped)}, not {maxNorm}");
    });

    [Fact]
    public void Clipping_by_global_norm_lets_everything_finite_pass_at_infinity() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] gradients = [.. Samples.Any<T>(run.Length, run.Seed).Select(g => T.IsFinite(g) ? g : T.MaxValue)];
        return Fault.IfBitsDifferBesideNaN<T>(
            gradients, Before(new ClipByGlobalNorm(double.PositiveInfinity), run.Parameters<T>(), gradients), "gradient");
    });

    [Fact]
    public void Clipping_by_global_norm_spreads_NaN_to_every_component() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        if (run.Length == 0) return null;
        T[] gradients = run.Gradients<T>(1);
        gradients[run.Place] = T.NaN;
        T[] clipped = Before(new ClipByGlobalNorm(1), run.Parameters<T>(), gradients);
        return Fault.Unless(Array.TrueForAll(clipped, T.IsNaN), "a component is a number");
    });

    [Fact]
    public void The_global_norm_of_huge_gradients_does_not_overflow()
    {
        // Here the norm is within the range of double whatever T, and its square beyond that of T.
        T huge = typeof(T) == typeof(float) ? T.MaxValue : T.CreateChecked(1e300);
        T[] gradients = [huge, -huge, huge, -huge];
        Optimizer<T, Chain<ClipByGlobalNorm, GradientProbe>> optimizer =
            Optimizer<T>.Create(new ClipByGlobalNorm(1000).Then(default(GradientProbe)), 4, 1);
        optimizer.Step(new T[4], gradients);
        double norm = 2 * double.CreateChecked(huge);
        Assert.InRange(optimizer.Rule.First.Norm, norm * (1 - Rounding(1e-6, 1e-14)), norm * (1 + Rounding(1e-6, 1e-14)));
        GoldenFile.AssertNear([500, -500, 500, -500], optimizer.State, Rounding(1e-6, 1e-14), 0, "clipped");
    }

    [Fact]
    public void Weight_decay_adds_to_the_gradient_in_its_ranges() => Laws.Check(RangesCase.Arbitrary, value =>
    {
        (OptimizerCase run, ParameterRanges ranges, bool[] decayed) = (value.Run, value.Ranges, value.Model);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        T decay = T.CreateChecked(run.Draw.A);
        T[] expected = [.. gradients.Select((g, i) => decayed[i] ? g + (decay * parameters[i]) : g)];
        return Fault.IfValuesDiffer<T>(expected, Before(new WeightDecay(run.Draw.A, ranges), parameters, gradients), "gradient");
    });

    [Fact]
    public void Decoupled_weight_decay_takes_from_the_update_in_its_ranges() => Laws.Check(RangesCase.Arbitrary, value =>
    {
        (OptimizerCase run, ParameterRanges ranges, bool[] decayed) = (value.Run, value.Ranges, value.Model);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        T decay = T.CreateChecked(run.LearningRate * run.Draw.A);
        T[] expected = [.. gradients.Select((g, i) => decayed[i] ? g - (decay * parameters[i]) : g)];
        DecoupledWeightDecay link = new(run.Draw.A, ranges);
        return Fault.IfValuesDiffer<T>(expected, After(link, parameters, gradients, run.LearningRate), "update");
    });

    [Fact]
    public void No_decay_changes_nothing() => Laws.Check(OptimizerCase.OfAnyMagnitude, run =>
    {
        T[] gradients = run.Gradients<T>(1), parameters = run.Parameters<T>();
        return Fault.IfValuesDiffer<T>(gradients, Before(new WeightDecay(0), parameters, gradients), "gradient")
            ?? Fault.IfValuesDiffer<T>(gradients, After(new DecoupledWeightDecay(0), parameters, gradients), "update");
    });

    [Fact]
    public void Links_before_the_rule_apply_in_the_order_they_are_written() => Laws.Check(OptimizerCase.OfUsualMagnitude, run =>
    {
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        T limit = T.CreateChecked(0.25), decay = T.CreateChecked(0.5);
        T[] clippedFirst = [.. gradients.Zip(parameters, (g, p) => T.Clamp(g, -limit, limit) + (decay * p))];
        T[] clippedLast = [.. gradients.Zip(parameters, (g, p) => T.Clamp(g + (decay * p), -limit, limit))];
        ClipByValue clip = new(0.25);
        WeightDecay penalty = new(0.5);
        return Fault.IfValuesDiffer<T>(clippedFirst, Observe(clip.Then(penalty).Then(default(GradientProbe)), parameters, gradients), "clip, decay")
            ?? Fault.IfValuesDiffer<T>(clippedLast, Observe(penalty.Then(clip).Then(default(GradientProbe)), parameters, gradients), "decay, clip");
    });

    [Fact]
    public void Links_behind_the_rule_apply_in_the_order_they_are_written() => Laws.Check(OptimizerCase.OfUsualMagnitude, run =>
    {
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        T limit = T.CreateChecked(0.25), decay = T.CreateChecked(0.5);
        T[] expected = [.. gradients.Zip(parameters, (g, p) => T.Clamp(g, -limit, limit) - (decay * p))];
        return Fault.IfValuesDiffer<T>(
            expected,
            Observe(
                new ClipByValue(double.PositiveInfinity)
                    .Then(default(Pass))
                    .Then(new ClipByValue(0.25))
                    .Then(new DecoupledWeightDecay(0.5))
                    .Then(default(UpdateProbe)),
                parameters,
                gradients),
            "clip, decay");
    });

    [Fact]
    public void The_global_norm_is_measured_before_every_other_link_or_not_at_all()
    {
        ClipByGlobalNorm byNorm = new(1);
        ClipByValue byValue = new(1);
        var first = byNorm.Then(byValue).Then(default(Sgd));
        ArgumentException[] faults =
        [
            Assert.Throws<ArgumentException>("second", () => byValue.Then(byNorm)),
            Assert.Throws<ArgumentException>("second", () => byValue.Then(byNorm.Then(default(Sgd)))),
            Assert.Throws<ArgumentException>("second", () => byValue.Then(first)),
            Assert.Throws<ArgumentException>("second", () => byValue.Then(first.Then(byValue))),
            Assert.Throws<ArgumentException>("second", () => byNorm.Then(first)),
        ];
        Assert.All(faults, fault => Assert.Contains("must be the first link of the chain", fault.Message));
        Assert.StartsWith("ClipByGlobalNorm(maxNorm=1, epsilon=0) must be the first link", faults[0].Message);
        Assert.Contains("; ClipByValue(limit=1) is before it.", faults[0].Message);
    }

    /// <summary>What a transform makes of gradients.</summary>
    private static T[] Before<TTransform>(TTransform transform, T[] parameters, T[] gradients)
        where TTransform : struct, IGradientTransform =>
        Observe(transform.Then(default(GradientProbe)), parameters, gradients);

    /// <summary>What a transform makes of updates.</summary>
    private static T[] After<TTransform>(TTransform transform, T[] parameters, T[] updates, double learningRate = 1)
        where TTransform : struct, IUpdateTransform =>
        Observe(default(Pass).Then(transform).Then(default(UpdateProbe)), parameters, updates, learningRate);

    private static T[] Observe<TRule>(TRule rule, T[] parameters, T[] gradients, double learningRate = 1)
        where TRule : struct, IUpdateRule
    {
        Optimizer<T, TRule> optimizer = Optimizer<T>.Create(rule, gradients.Length, learningRate);
        Assert.Equal(1, optimizer.SlotCount);
        optimizer.Step([.. parameters], gradients);
        return optimizer.State.ToArray();
    }

    private static double Norm(T[] values) => Math.Sqrt(values.Sum(value => Math.Pow(double.CreateChecked(value), 2)));

    private static double Rounding(double single, double @double) => typeof(T) == typeof(float) ? single : @double;
}

public sealed class SingleTransformTests : TransformLaws<float>;

public sealed class DoubleTransformTests : TransformLaws<double>;
