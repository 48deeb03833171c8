using SimdOptim.Optimizers;
using SimdOptim.Tests.Kinds;

namespace SimdOptim.Tests;

/// <summary>The shipped laws, checked for kinds of our own.</summary>
public sealed class LawTests
{
    public static TheoryData<Law> Rules =>
    [
        .. RuleLaws.Of(
            draw => new QuasiHyperbolicMomentum(beta: 0.95 * draw.A, nu: draw.B),
            textbook: step =>
            {
                (double beta, double nu, double[] velocity) = (0.95 * step.Draw.A, step.Draw.B, step.Slots[0]);
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    velocity[i] = (beta * velocity[i]) + ((1 - beta) * step.Gradients[i]);
                    step.Parameters[i] -= step.LearningRate * (((1 - nu) * step.Gradients[i]) + (nu * velocity[i]));
                }
            })
            .ReducesTo(_ => new QuasiHyperbolicMomentum(nu: 0), new Sgd())
            .ReducesTo(_ => new QuasiHyperbolicMomentum(beta: 0.5, nu: 1), new AveragedMomentum(0.5)),
    ];

    /// <summary>A transform is checked in a chain with gradient descent.</summary>
    public static TheoryData<Law> Transforms =>
    [
        .. RuleLaws.Of(draw => new Trace(0.95 * draw.A).Then(new Sgd())).ReducesTo(_ => new Trace(0).Then(new Sgd()), new Sgd()),
        .. RuleLaws.Of(draw => new Sgd().Then(new Trace(0.95 * draw.A))).ReducesTo(_ => new Sgd().Then(new Trace(0)), new Sgd()),
    ];

    public static TheoryData<Law> Schedules =>
    [
        .. new ScheduleLaws(draw => new LinearWarmup(draw.A, 1 + (long)(100 * draw.B)))
        {
            Formula = (draw, index) => draw.A * Math.Min((index + 1.0) / (1 + (long)(100 * draw.B)), 1),
        },
    ];

    public static TheoryData<Law> Activations =>
    [
        .. new ActivationLaws<Swish>(draw => new Swish(2 * draw.A))
        {
            Formula = (draw, x) => x / (1 + Math.Exp(-2 * draw.A * x)),
            IsMonotone = false,
            Kinds = Example.Kinds,
        },
    ];

    public static TheoryData<Law> Layers =>
    [
        .. new LayerLaws(
            (builder, value) => builder.Add(new Gain<float>(value.Inputs)),
            (builder, value) => builder.Add(new Gain<double>(value.Inputs)))
        {
            Kinds = Example.Kinds,
        },
        .. new LayerLaws(
            (builder, value) => builder.Dropout(0.6, new HashMask<float>((ulong)value.Seed)),
            (builder, value) => builder.Dropout(0.6, new HashMask<double>((ulong)value.Seed)))
        {
            Kinds = Example.Kinds,
        },
    ];

    public static TheoryData<Law> Others =>
    [
        .. new LossLaws(_ => new LogCosh<float>(), _ => new LogCosh<double>()) { BadTargets = [double.NaN] },
        .. new InitializerLaws(_ => new UniformFanIn()) { Variance = (_, fanIn, _) => 1 / (3.0 * fanIn), Kurtosis = 1.8 },
        .. new DropoutMaskLaws(seed => new HashMask<float>(seed), seed => new HashMask<double>(seed))
        {
            DependsOnPositionAlone = true,
        },
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    [MemberData(nameof(Transforms))]
    [MemberData(nameof(Schedules))]
    [MemberData(nameof(Activations))]
    [MemberData(nameof(Layers))]
    [MemberData(nameof(Others))]
    public void Holds(Law law) => law.Check();
}
