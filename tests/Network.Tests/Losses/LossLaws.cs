using System.Numerics;
using SimdOptim.Gradients;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

/// <summary>What holds of every loss, whatever the batch.</summary>
public abstract class LossLaws
{
    /// <summary>Gets the fewest outputs that the loss can judge.</summary>
    protected virtual int FewestOutputs => 1;

    /// <summary>Gets the most outputs that the loss is tried with, or can judge.</summary>
    protected virtual int MostOutputs => 6;

    /// <summary>Gets how far float may be from double, for a number of magnitude 1 or less; above it is relative.</summary>
    protected virtual double SingleTolerance => 1e-5;

    /// <summary>
    /// Gets targets that must be refused, one for each output or sample of a batch of one with <see cref="FewestOutputs"/>.
    /// </summary>
    protected abstract IEnumerable<double> BadTargets { get; }

    /// <summary>Gets calls that must be refused, with the argument that must be named.</summary>
    protected virtual IEnumerable<(string Argument, Action Call)> BadCalls => [];

    /// <summary>Makes the loss.</summary>
    protected abstract Loss<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Draws targets, and moves outputs away from where the loss has corners.</summary>
    protected abstract double[] DrawTargets(LossCase shape, Span<double> outputs);

    [Fact]
    public void Gradients_are_those_of_the_cost() => Laws.Check(
        Cases,
        shape =>
        {
            (double[] outputs, double[] targets) = Draw(shape);
            double[] gradients = NaNs<double>(outputs.Length), ignored = new double[outputs.Length];
            Loss<double> loss = Create<double>();
            loss.Evaluate(outputs, targets, shape.Outputs, gradients);
            GradientCheckResult result = GradientCheck.Run(
                place => loss.Evaluate(place, targets, shape.Outputs, ignored),
                outputs,
                gradients,
                new GradientCheckOptions { Method = DerivativeMethod.Richardson },
                [new NamedTensor("outputs", 0, shape.Batch, shape.Outputs)]);
            return Laws.Holds(result.Passes(1e-7), result.Describe());
        },
        200);

    [Fact]
    public void The_cost_and_the_gradients_are_means_over_the_samples() => Laws.Check(
        Cases,
        shape =>
        {
            (double[] outputs, double[] targets) = Draw(shape);
            Loss<double> loss = Create<double>();
            double[] gradients = NaNs<double>(outputs.Length), alone = new double[shape.Outputs];
            double cost = loss.Evaluate(outputs, targets, shape.Outputs, gradients), sum = 0;
            int targetCount = loss.GetTargetCount(shape.Outputs);
            for (int i = 0; i < shape.Batch; i++)
            {
                Range sample = (i * shape.Outputs)..((i + 1) * shape.Outputs);
                sum += loss.Evaluate(outputs.AsSpan(sample), targets.AsSpan(i * targetCount, targetCount), shape.Outputs, alone);
                foreach ((double whole, double own) in gradients[sample].Zip(alone))
                {
                    if (!(Math.Abs((whole * shape.Batch) - own) <= 1e-13))
                        return $"gradient of sample {i}: {whole} of {shape.Batch}, {own} alone";
                }
            }

            return Laws.Holds(cost >= 0, $"the cost is {cost}")
                ?? Laws.Holds(Math.Abs(cost - (sum / shape.Batch)) <= 1e-13 * Math.Max(cost, 1), $"{cost} is not the mean {sum / shape.Batch}");
        },
        200);

    [Fact]
    public void Float_agrees_with_double() => Laws.Check(
        Cases,
        shape =>
        {
            (double[] drawn, double[] targets) = Draw(shape);
            float[] singleOutputs = Narrow(drawn), singleTargets = Narrow(targets), singleGradients = NaNs<float>(drawn.Length);
            double[] gradients = NaNs<double>(drawn.Length);
            double single = Create<float>().Evaluate(singleOutputs, singleTargets, shape.Outputs, singleGradients);
            double twice = Create<double>().Evaluate(Widen(singleOutputs), Widen(singleTargets), shape.Outputs, gradients);
            return Laws.Holds(IsNear(single, twice), $"the cost is {single:R} in float, {twice:R} in double")
                ?? singleGradients.Select((gradient, i) => IsNear(gradient, gradients[i])
                    ? null
                    : $"gradient {i} is {gradient:R} in float, {gradients[i]:R} in double").FirstOrDefault(fault =>
                        fault is not null);
        },
        200);

    [Fact]
    public void What_is_no_number_is_never_hidden_and_never_right() => Laws.Check(Cases, shape =>
    {
        (double[] outputs, double[] targets) = Draw(shape);
        Array.Fill(outputs, double.NaN, shape.Seed % shape.Batch * shape.Outputs, shape.Outputs);
        double[] gradients = new double[outputs.Length];
        Loss<double> loss = Create<double>();
        return Laws.Holds(double.IsNaN(loss.Evaluate(outputs, targets, shape.Outputs, gradients)), "the cost is a number")
            ?? Laws.Holds(gradients.Any(double.IsNaN), "no gradient is NaN")
            ?? Laws.Holds(loss.CountCorrect(outputs, targets, shape.Outputs) < shape.Batch, "all are right");
    });

    [Fact]
    public void Nothing_is_allocated()
    {
        AssertAllocatesNothing<float>();
        AssertAllocatesNothing<double>();
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        foreach ((string argument, Action call) in BadCalls)
            Assert.Equal(argument, Assert.ThrowsAny<ArgumentException>(call).ParamName);

        Loss<double> loss = Create<double>();
        double[] targets = Draw(new LossCase(FewestOutputs, 1, 1)).Targets;
        loss.Validate(FewestOutputs, targets);
        foreach (double bad in BadTargets)
        {
            double[] wrong = [.. targets[1..], bad];
            ArgumentException fault = Assert.Throws<ArgumentException>("targets", () => loss.Validate(FewestOutputs, wrong));
            Assert.Contains(FormattableString.Invariant($"{bad}"), fault.Message);
        }

        Network<double> network = new NetworkBuilder<double>(2).Dense(FewestOutputs).Build();
        Workspace<double> workspace = network.CreateWorkspace(1, forTraining: true);
        double[] gradients = new double[network.ParameterCount];
        Assert.Throws<ArgumentException>("targets", () => network.ComputeGradients([1, 2], [.. targets, 1], loss, workspace, gradients));
    }

    private FsCheck.Arbitrary<LossCase> Cases => LossCase.Any(FewestOutputs, MostOutputs);

    private (double[] Outputs, double[] Targets) Draw(LossCase shape)
    {
        double[] outputs = shape.DrawOutputs();
        return (outputs, DrawTargets(shape, outputs));
    }

    private void AssertAllocatesNothing<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LossCase shape = new(FewestOutputs, 33, 1);
        (double[] outputs, double[] targets) = Draw(shape);
        T[] typedOutputs = [.. outputs.Select(T.CreateChecked)], typedTargets = [.. targets.Select(T.CreateChecked)];
        T[] gradients = new T[outputs.Length];
        Loss<T> loss = Create<T>();
        long before = 0;
        for (int pass = 0; pass < 3; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            loss.Evaluate(typedOutputs, typedTargets, shape.Outputs, gradients);
            loss.CountCorrect(typedOutputs, typedTargets, shape.Outputs);
            loss.Validate(shape.Outputs, typedTargets);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private bool IsNear(double single, double twice) =>
        Math.Abs(single - twice) <= SingleTolerance * Math.Max(Math.Abs(twice), 1);

    private static float[] Narrow(double[] values) => [.. values.Select(value => (float)value)];

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];

    private static T[] NaNs<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[count];
        Array.Fill(values, T.NaN);
        return values;
    }
}
