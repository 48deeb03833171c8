using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class HingeLaws : LossLaws
{
    private const double Margin = 0.7;

    protected override int FewestOutputs => 2;

    protected override IEnumerable<double> BadTargets => [-1, 0.5, 2, double.NaN, double.PositiveInfinity];

    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("margin", () => _ = new Hinge<float>(0)),
        ("margin", () => _ = new Hinge<float>(double.NaN)),
        ("margin", () => _ = new Hinge<float>(double.PositiveInfinity)),
    ];

    protected override Loss<T> Create<T>() => new Hinge<T>(Margin);

    // The corner lies where a class is just the margin behind the right one.
    protected override double[] DrawTargets(LossCase shape, Span<double> outputs)
    {
        double[] targets = shape.DrawClasses(shape.Outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            int sample = i / shape.Outputs;
            double excess = outputs[i] - outputs[(sample * shape.Outputs) + (int)targets[sample]] + Margin;
            if (Math.Abs(excess) < 0.01) outputs[i] += 0.03;
        }

        return targets;
    }
}
