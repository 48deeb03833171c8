using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Gradients;
using SimdOptim.Losses;

namespace SimdOptim.Testing;

/// <summary>A batch that a loss judges.</summary>
/// <param name="Outputs">The outputs of a sample.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Draw">The numbers that the hyperparameters are made of.</param>
/// <param name="Seed">The seed of outputs and targets.</param>
public sealed record LossCase(int Outputs, int Batch, Draw Draw, int Seed)
{
    /// <summary>Returns random class indices, <c>[batch]</c>.</summary>
    /// <param name="classCount">The number of classes.</param>
    public double[] DrawClasses(int classCount)
    {
        System.Random random = new(Seed ^ 1);
        return [.. Enumerable.Range(0, Batch).Select(_ => (double)random.Next(classCount))];
    }

    /// <summary>
    /// Returns a target for each output, 0.01 to 0.99 or 1.01 to 1.99 beside it: a loss may have corners at residuals 0 and 1.
    /// </summary>
    /// <param name="outputs"><c>[batch, outputs]</c>.</param>
    public double[] DrawTargetsBeside(ReadOnlySpan<double> outputs)
    {
        System.Random random = new(Seed ^ 2);
        double[] targets = outputs.ToArray();
        foreach (ref double target in targets.AsSpan())
        {
            double distance = random.Next(2) + 0.01 + (0.98 * random.NextDouble());
            target += random.Next(2) == 0 ? distance : -distance;
        }

        return targets;
    }

    /// <summary>Returns numbers uniform in [-3, 3), <c>[batch, outputs]</c>.</summary>
    internal double[] DrawOutputs()
    {
        System.Random random = new(Seed);
        return [.. Enumerable.Range(0, Batch * Outputs).Select(_ => (6 * random.NextDouble()) - 3)];
    }
}

/// <summary>The laws of a loss: the mean over a batch, and its derivative.</summary>
/// <example>
/// <code>
/// new LossLaws(draw =&gt; new LogCosh&lt;float&gt;(), draw =&gt; new LogCosh&lt;double&gt;()) { BadTargets = [double.NaN] }
/// </code>
/// </example>
/// <param name="createSingle">Creates the loss in float.</param>
/// <param name="createDouble">Creates the same loss in double.</param>
public sealed class LossLaws(Func<Draw, Loss<float>> createSingle, Func<Draw, Loss<double>> createDouble)
    : LawSet(createSingle(Draw.Middle).GetType().Name.Split('`')[0])
{
    /// <summary>Gets the fewest outputs of a sample that the loss can judge.</summary>
    public int FewestOutputs { get; init; } = 1;

    /// <summary>Gets the most outputs of a sample that the loss is checked with.</summary>
    public int MostOutputs { get; init; } = 6;

    /// <summary>Gets whether the cost can be negative.</summary>
    public bool CanBeNegative { get; init; }

    /// <summary>Gets how far float may be from double, for a number of magnitude 1 or less; above it is relative.</summary>
    public double SingleTolerance { get; init; } = 1e-5;

    /// <summary>
    /// Gets what draws the targets of a batch from its outputs, which it may move away from the corners of the loss; by default
    /// <see cref="LossCase.DrawTargetsBeside"/>.
    /// </summary>
    public Func<LossCase, double[], double[]> DrawTargets { get; init; } = (value, outputs) => value.DrawTargetsBeside(outputs);

    /// <summary>Gets targets that must be refused.</summary>
    public IReadOnlyList<double> BadTargets { get; init; } = [];

    private protected override IEnumerable<Law> CreateLaws()
    {
        Arbitrary<LossCase> cases = Arb.From(
            from outputs in Gen.Choose(FewestOutputs, MostOutputs)
            from batch in Gen.Choose(1, 20)
            from draw in Draw.Any.Generator
            from seed in Gen.Choose(0, int.MaxValue)
            select new LossCase(outputs, batch, draw, seed),
            Shrink);
        yield return ForAll("the gradients are those of the cost", cases, HasGradientsOfCost, 200);
        yield return ForAll("cost and gradients are means over the samples", cases, IsMean, 200);
        yield return ForAll("float agrees with double", cases, SingleAgrees, 200);
        yield return ForAll("NaN is never hidden and never right", cases, ShowsNaN);
        yield return ForAll("only the gradients are written, whatever they held", cases, WritesGradientsOnly);
        yield return That("allocates nothing", () => Allocates(createSingle) ?? Allocates(createDouble));
        yield return That("refuses bad targets by name and value", RefusesBadTargets);
        yield return Describes(draw => createSingle(draw).Describe(), draw => createDouble(draw).Describe());
    }

    private string? HasGradientsOfCost(LossCase value)
    {
        (double[] outputs, double[] targets) = DrawBatch(value);
        double[] gradients = NaNs<double>(outputs.Length), ignored = new double[outputs.Length];
        Loss<double> loss = createDouble(value.Draw);
        loss.Evaluate(outputs, targets, value.Outputs, gradients);
        GradientCheckResult result = GradientCheck.Run(
            place => loss.Evaluate(place, targets, value.Outputs, ignored),
            outputs,
            gradients,
            new GradientCheckOptions { Method = DerivativeMethod.Richardson },
            [new NamedTensor("outputs", 0, value.Batch, value.Outputs)]);
        return Fault.Unless(result.Passes(1e-7), result.Describe());
    }

    private string? IsMean(LossCase value)
    {
        (double[] outputs, double[] targets) = DrawBatch(value);
        Loss<double> loss = createDouble(value.Draw);
        double[] gradients = NaNs<double>(outputs.Length), alone = new double[value.Outputs];
        double cost = loss.Evaluate(outputs, targets, value.Outputs, gradients), sum = 0;
        int targetCount = loss.GetTargetCount(value.Outputs);
        for (int i = 0; i < value.Batch; i++)
        {
            Range sample = (i * value.Outputs)..((i + 1) * value.Outputs);
            sum += loss.Evaluate(outputs.AsSpan(sample), targets.AsSpan(i * targetCount, targetCount), value.Outputs, alone);
            for (int j = 0; j < alone.Length; j++)
            {
                double share = value.Batch * gradients[(i * value.Outputs) + j];
                if (Fault.IfFar(alone[j], share, $"gradient {j} of sample {i}, times the batch,", 1e-13) is { } fault)
                    return fault;
            }
        }

        return Fault.Unless(CanBeNegative || cost >= 0, $"the cost must not be negative; it is {cost}")
            ?? Fault.IfFar(sum / value.Batch, cost, "the cost", 1e-13 * Math.Max(cost, 1));
    }

    private string? SingleAgrees(LossCase value)
    {
        (double[] drawn, double[] targets) = DrawBatch(value);
        (float[] singleOutputs, float[] singleTargets) = (Convert<float>(drawn), Convert<float>(targets));
        float[] singleGradients = NaNs<float>(drawn.Length);
        double[] gradients = NaNs<double>(drawn.Length);
        double single = createSingle(value.Draw).Evaluate(singleOutputs, singleTargets, value.Outputs, singleGradients);
        double cost = createDouble(value.Draw).Evaluate(
            [.. singleOutputs.Select(x => (double)x)], [.. singleTargets.Select(x => (double)x)], value.Outputs, gradients);
        return Fault.IfFar<double>([cost], [single], "the cost in float", SingleTolerance)
            ?? Fault.IfFar<float>(gradients, singleGradients, "gradients in float", SingleTolerance);
    }

    private string? ShowsNaN(LossCase value)
    {
        (double[] outputs, double[] targets) = DrawBatch(value);
        Array.Fill(outputs, double.NaN, value.Seed % value.Batch * value.Outputs, value.Outputs);
        double[] gradients = new double[outputs.Length];
        Loss<double> loss = createDouble(value.Draw);
        return Fault.Unless(double.IsNaN(loss.Evaluate(outputs, targets, value.Outputs, gradients)), "the cost is a number")
            ?? Fault.Unless(gradients.Any(double.IsNaN), "no gradient is NaN")
            ?? Fault.Unless(loss.CountCorrect(outputs, targets, value.Outputs) < value.Batch, "all samples are right");
    }

    private string? WritesGradientsOnly(LossCase value)
    {
        (double[] outputs, double[] targets) = DrawBatch(value);
        double[] outputsBefore = [.. outputs], targetsBefore = [.. targets];
        double[] first = NaNs<double>(outputs.Length + 2), second = new double[outputs.Length];
        Loss<double> loss = createDouble(value.Draw);
        double cost = loss.Evaluate(outputs, targets, value.Outputs, first.AsSpan(1..^1));
        double again = loss.Evaluate(outputs, targets, value.Outputs, second);
        return Fault.IfBitsDiffer<double>(outputsBefore, outputs, "outputs")
            ?? Fault.IfBitsDiffer<double>(targetsBefore, targets, "targets")
            ?? Fault.Unless(double.IsNaN(first[0]) && double.IsNaN(first[^1]), "something beside the gradients is written")
            ?? Fault.IfBitsDiffer([cost], [again], "the cost of a second evaluation")
            ?? Fault.IfBitsDiffer<double>(second, first.AsSpan(1..^1), "gradients");
    }

    private string? Allocates<T>(Func<Draw, Loss<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LossCase value = new(FewestOutputs, 33, Draw.Middle, 1);
        (double[] drawn, double[] drawnTargets) = DrawBatch(value);
        (T[] outputs, T[] targets, T[] gradients) = (Convert<T>(drawn), Convert<T>(drawnTargets), new T[drawn.Length]);
        Loss<T> loss = create(value.Draw);
        return Fault.IfAllocates(() =>
        {
            loss.Evaluate(outputs, targets, value.Outputs, gradients);
            loss.CountCorrect(outputs, targets, value.Outputs);
            loss.Validate(value.Outputs, targets);
        });
    }

    private string? RefusesBadTargets()
    {
        Loss<double> loss = createDouble(Draw.Middle);
        double[] targets = DrawBatch(new LossCase(FewestOutputs, 1, Draw.Middle, 1)).Targets;
        loss.Validate(FewestOutputs, targets);
        Network<double> network = new NetworkBuilder<double>(2).Dense(FewestOutputs).Build();
        Workspace<double> workspace = network.CreateWorkspace(1, forTraining: true);
        double[] gradients = new double[network.ParameterCount];
        return BadTargets.Select(bad => Fault.UnlessRefused<ArgumentException>(
                "targets", () => loss.Validate(FewestOutputs, [.. targets[1..], bad]), FormattableString.Invariant($"{bad}")))
            .FirstOrDefault(fault => fault is not null)
            ?? Fault.UnlessRefused<ArgumentException>(
                "targets", () => network.ComputeGradients([1, 2], [.. targets, 1], loss, workspace, gradients));
    }

    private (double[] Outputs, double[] Targets) DrawBatch(LossCase value)
    {
        double[] outputs = value.DrawOutputs();
        return (outputs, DrawTargets(value, outputs));
    }

    private IEnumerable<LossCase> Shrink(LossCase value)
    {
        foreach (int batch in Draw.Shrink(value.Batch, 1)) yield return value with { Batch = batch };
        foreach (int outputs in Draw.Shrink(value.Outputs, FewestOutputs)) yield return value with { Outputs = outputs };
        foreach (Draw draw in Draw.Any.Shrinker(value.Draw)) yield return value with { Draw = draw };
    }

    private static T[] Convert<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(T.CreateChecked)];

    private static T[] NaNs<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Repeat(T.NaN, count)];
}
