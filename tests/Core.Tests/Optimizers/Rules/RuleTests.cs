using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>The laws of the rules that step by the gradient, a velocity or a sign.</summary>
public sealed class VelocityRuleTests
{
    public static TheoryData<Law> Laws =>
    [
        .. RuleLaws.Of(_ => new Sgd(), step =>
        {
            for (int i = 0; i < step.Parameters.Length; i++) step.Parameters[i] -= step.LearningRate * step.Gradients[i];
        }),
        .. RuleLaws.Of(
            draw => new Momentum(Mu(draw), 0.9 * draw.B),
            step =>
            {
                (double momentum, double dampening, double[] velocity) = (Mu(step.Draw), 0.9 * step.Draw.B, step.Slots[0]);
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    double share = step.Step == 1 ? 1 : 1 - dampening;
                    velocity[i] = (momentum * velocity[i]) + (share * step.Gradients[i]);
                    step.Parameters[i] -= step.LearningRate * velocity[i];
                }
            },
            bowlLearningRate: 0.05) // up to nine tenths of the later gradients are left out
            .ReducesTo(_ => new Momentum(0), new Sgd())
            .RefusesRounded("momentum", x => new Momentum(x)).RefusesRounded("dampening", x => new Momentum(0.9, x)),
        .. RuleLaws.Of(draw => new AveragedMomentum(Mu(draw)), step =>
        {
            double[] velocity = step.Slots[0];
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                velocity[i] = (Mu(step.Draw) * velocity[i]) + ((1 - Mu(step.Draw)) * step.Gradients[i]);
                step.Parameters[i] -= step.LearningRate * velocity[i];
            }
        }).ReducesTo(_ => new AveragedMomentum(0), new Sgd()).RefusesRounded("beta", x => new AveragedMomentum(x)),
        .. RuleLaws.Of(draw => new HeavyBall(Mu(draw)), step =>
        {
            double[] velocity = step.Slots[0];
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                velocity[i] = (Mu(step.Draw) * velocity[i]) - (step.LearningRate * step.Gradients[i]);
                step.Parameters[i] += velocity[i];
            }
        }).ReducesTo(_ => new HeavyBall(0), new Sgd()).RefusesRounded("momentum", x => new HeavyBall(x)),

        // The look-ahead of Sutskever et al.: with μ·v already in the parameters, v = μ·v - lr·g, then the new look-ahead.
        .. RuleLaws.Of(draw => new Nesterov(Mu(draw)), step =>
        {
            (double momentum, double[] velocity) = (Mu(step.Draw), step.Slots[0]);
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                double position = step.Parameters[i] - (momentum * velocity[i]);
                velocity[i] = (momentum * velocity[i]) - (step.LearningRate * step.Gradients[i]);
                step.Parameters[i] = position + velocity[i] + (momentum * velocity[i]);
            }
        }).ReducesTo(_ => new Nesterov(0), new Sgd()).RefusesRounded("momentum", x => new Nesterov(x)),

        // Chen et al., "Symbolic discovery of optimization algorithms", 2023.
        .. RuleLaws.Of(draw => new Lion(Mu(draw), 0.95 * draw.B), step =>
        {
            (double beta1, double beta2, double[] average) = (Mu(step.Draw), 0.95 * step.Draw.B, step.Slots[0]);
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                double direction = (beta1 * average[i]) + ((1 - beta1) * step.Gradients[i]);
                bool isDecided = step.Gradients[i] == direction || Math.Abs(direction) > 1e-5;
                step.Parameters[i] = isDecided ? step.Parameters[i] - (step.LearningRate * Math.Sign(direction)) : double.NaN;
                average[i] = (beta2 * average[i]) + ((1 - beta2) * step.Gradients[i]);
            }
        }).ReducesTo(draw => new Lion(0, draw.B), new SignSgd()),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    private static double Mu(Draw draw) => 0.95 * draw.A;
}

/// <summary>The laws of the rules that divide by the root of a second moment.</summary>
public sealed class AdaptiveRuleTests
{
    /// <summary>2¹⁰⁰ swallows the squares of usual gradients, and its root is a power of two: the limit is exact.</summary>
    private static readonly double _huge = Math.ScaleB(1, 100);

    public static TheoryData<Law> Laws =>
    [
        .. RuleLaws.Of(
            draw => new RmsProp(Rho(draw), Epsilon(draw.B), draw.C),
            step =>
            {
                (double rho, double[] squares) = (Rho(step.Draw), step.Slots[0]);
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    squares[i] = (rho * squares[i]) + ((1 - rho) * step.Gradients[i] * step.Gradients[i]);
                    step.Parameters[i] -= step.LearningRate * step.Gradients[i] / (Math.Sqrt(squares[i]) + Epsilon(step.Draw.B));
                }
            },
            initialState: (draw, _) => draw.C).ReducesTo(_ => new RmsProp(1, 0, 1), new Sgd())
            .RefusesRounded("rho", x => new RmsProp(x))
            .RefusesRounded("epsilon", x => new RmsProp(0.9, x))
            .RefusesRounded("initialAccumulator", x => new RmsProp(0.9, 0, x)),
        .. RuleLaws.Of(
            draw => new AdaGrad(Epsilon(draw.B), draw.C),
            step =>
            {
                double[] squares = step.Slots[0];
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    squares[i] += step.Gradients[i] * step.Gradients[i];
                    step.Parameters[i] -= step.LearningRate * step.Gradients[i] / (Math.Sqrt(squares[i]) + Epsilon(step.Draw.B));
                }
            },
            initialState: (draw, _) => draw.C,
            bowlLearningRate: 0.1) // its steps shrink with the root of their number
            .ReducesTo(_ => new AdaGrad(0, _huge), new Sgd(), rateFactor: 1 / Math.Sqrt(_huge), ofAnyMagnitude: false)
            .RefusesRounded("epsilon", x => new AdaGrad(x)).RefusesRounded("initialAccumulator", x => new AdaGrad(0, x)),
        .. RuleLaws.Of(
            draw => new Adam(Beta1(draw), Beta2(draw), Epsilon(draw.C), InitialSecondMoment(draw)),
            step => // algorithm 1 of Kingma and Ba, with m̂ and ŝ written out
            {
                (double beta1, double beta2, double epsilon) = (Beta1(step.Draw), Beta2(step.Draw), Epsilon(step.Draw.C));
                (double correction1, double correction2) = (1 - Math.Pow(beta1, step.Step), 1 - Math.Pow(beta2, step.Step));
                (double[] first, double[] second) = (step.Slots[0], step.Slots[1]);
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    first[i] = (beta1 * first[i]) + ((1 - beta1) * step.Gradients[i]);
                    second[i] = (beta2 * second[i]) + ((1 - beta2) * step.Gradients[i] * step.Gradients[i]);
                    step.Parameters[i] -=
                        step.LearningRate * (first[i] / correction1) / (Math.Sqrt(second[i] / correction2) + epsilon);
                }
            },
            initialState: (draw, slot) => slot == 0 ? 0 : InitialSecondMoment(draw),
            conditioning: draw => 2 / (1 - Beta2(draw))) // 1-βᵗ loses the digits in which β₂ᵗ agrees with 1
            .ReducesTo(_ => new Adam(0, 1, 0, 1), new Sgd())
            .RefusesRounded("beta1", x => new Adam(x))
            .RefusesRounded("beta2", x => new Adam(0.9, x))
            .RefusesRounded("epsilon", x => new Adam(0.9, 0.999, x))
            .RefusesRounded("initialSecondMoment", x => new Adam(0.9, 0.999, 0, x)),
        .. WithoutEpsilon(_ => new RmsProp(0.9, 0)), .. WithoutEpsilon(_ => new AdaGrad(0)), .. WithoutEpsilon(_ => new Adam(0.9, 0.999, 0)),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    /// <summary>Returns the laws of division: the other laws are checked above.</summary>
    private static IEnumerable<Law> WithoutEpsilon<TRule>(Func<Draw, TRule> create)
        where TRule : struct, IUpdateRule =>
        RuleLaws.Of(create).Where(law => law.Name.Contains("does not move"));

    private static double Rho(Draw draw) => 0.5 + (0.499 * draw.A);

    private static double Epsilon(double draw) => 1e-8 + (1e-3 * draw);

    private static double Beta1(Draw draw) => 0.95 * draw.A;

    private static double Beta2(Draw draw) => 0.5 + (0.499 * draw.B);

    private static double InitialSecondMoment(Draw draw) => draw.C < 0.5 ? 0 : draw.C;
}
