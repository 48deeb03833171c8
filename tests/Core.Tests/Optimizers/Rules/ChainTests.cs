using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>The laws of transforms and of chains, each link with its own place in the state.</summary>
public sealed class ChainTests
{
    private static readonly ParameterRanges _decayed = new((0, 3), (20, 64), (70, 127), (500, int.MaxValue));

    public static TheoryData<Law> Laws =>
    [
        // PyTorch's momentum, b = μ·b + g; p -= lr·b, out of a transform of a user.
        .. RuleLaws.Of(draw => new Trace(0.95 * draw.A).Then(new Sgd()), step =>
        {
            double[] buffer = step.Slots[0];
            for (int i = 0; i < step.Parameters.Length; i++)
            {
                buffer[i] = (0.95 * step.Draw.A * buffer[i]) + step.Gradients[i];
                step.Parameters[i] -= step.LearningRate * buffer[i];
            }
        })
            .ReducesTo(_ => new Trace(0).Then(new Sgd()), new Sgd())
            .ReducesTo(_ => new Trace(0.5).Then(new Sgd()), new Momentum(0.5)),
        .. RuleLaws.Of(
            draw => OnBothSides(0.5, draw.C / 10, 0.9 * draw.A, draw.B / 2, 0.25),
            step =>
            {
                (Draw draw, double[] velocity, double[] buffer) = (step.Draw, step.Slots[0], step.Slots[1]);
                for (int i = 0; i < step.Parameters.Length; i++)
                {
                    double gradient = Math.Clamp(step.Gradients[i], -0.5, 0.5) + (draw.C / 10 * step.Parameters[i]);
                    velocity[i] = (0.9 * draw.A * velocity[i]) - (step.LearningRate * gradient);
                    buffer[i] = (draw.B / 2 * buffer[i]) + velocity[i];
                    step.Parameters[i] += Math.Clamp(buffer[i], -0.25, 0.25);
                }
            })
            .ReducesTo(_ => OnBothSides(double.PositiveInfinity, 0, 0, 0, double.PositiveInfinity), new Sgd()),
        .. RuleLaws.Of(
            draw => OfEverything(0.5 + draw.C, draw.A / 2, 0.9 * draw.A, Beta2(draw), 1e-6, 0, draw.C),
            EverythingByTheBook,
            isElementwise: false, // one link reads the whole gradient, and one leaves parameters alone
            conditioning: draw => 2 / (1 - Beta2(draw))) // 1-βᵗ loses the digits in which β₂ᵗ agrees with 1
            .ReducesTo(_ => OfEverything(double.PositiveInfinity, 0, 0, 1, 0, 1, 0), new Sgd()),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    private static Chain<Chain<Chain<GradientChain<Chain<ClipByValue, WeightDecay>>, HeavyBall>, Trace>, ClipByValue> OnBothSides(
        double gradientLimit, double decay, double momentum, double trace, double updateLimit) => new ClipByValue(gradientLimit)
            .Then(new WeightDecay(decay)).Then(new HeavyBall(momentum)).Then(new Trace(trace)).Then(new ClipByValue(updateLimit));

    private static Chain<Chain<GradientChain<Chain<ClipByGlobalNorm, Trace>>, Adam>, DecoupledWeightDecay> OfEverything(
        double maxNorm, double trace, double beta1, double beta2, double epsilon, double initialSecondMoment, double decay) =>
        new ClipByGlobalNorm(maxNorm).Then(new Trace(trace)).Then(new Adam(beta1, beta2, epsilon, initialSecondMoment))
            .Then(new DecoupledWeightDecay(decay, _decayed));

    private static void EverythingByTheBook(TextbookStep step)
    {
        (Draw draw, double beta1, double beta2) = (step.Draw, 0.9 * step.Draw.A, Beta2(step.Draw));
        double norm = Math.Sqrt(step.Gradients.Sum(gradient => gradient * gradient));
        double scale = norm > 0.5 + draw.C ? (0.5 + draw.C) / norm : 1;
        (double correction1, double correction2) = (1 - Math.Pow(beta1, step.Step), 1 - Math.Pow(beta2, step.Step));
        (double[] buffer, double[] first, double[] second) = (step.Slots[0], step.Slots[1], step.Slots[2]);
        for (int i = 0; i < step.Parameters.Length; i++)
        {
            buffer[i] = (draw.A / 2 * buffer[i]) + (scale * step.Gradients[i]);
            first[i] = (beta1 * first[i]) + ((1 - beta1) * buffer[i]);
            second[i] = (beta2 * second[i]) + ((1 - beta2) * buffer[i] * buffer[i]);
            double decay = i is (>= 3 and < 20) or (>= 64 and < 70) or (>= 127 and < 500) ? 0 : draw.C;
            double adapted = first[i] / correction1 / (Math.Sqrt(second[i] / correction2) + 1e-6);
            step.Parameters[i] -= step.LearningRate * (adapted + (decay * step.Parameters[i]));
        }
    }

    private static double Beta2(Draw draw) => 0.5 + (0.499 * draw.B);
}
