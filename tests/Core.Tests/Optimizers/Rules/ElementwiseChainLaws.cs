using System.Numerics;
using SimdOptim.Optimizers;
using ElementwiseChain = SimdOptim.Optimizers.Chain<SimdOptim.Optimizers.Chain<SimdOptim.Optimizers.Chain<
    SimdOptim.Optimizers.GradientChain<SimdOptim.Optimizers.Chain<SimdOptim.Optimizers.ClipByValue, SimdOptim.Optimizers.WeightDecay>>,
    SimdOptim.Optimizers.HeavyBall>, SimdOptim.Tests.Optimizers.Rules.Trace>, SimdOptim.Optimizers.ClipByValue>;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>A chain of links on both sides of a rule, each with its own place in the state.</summary>
public abstract class ElementwiseChainLaws<T>
    : ElementwiseRuleLaws<T, ElementwiseChain>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override ElementwiseChain CreateRule(Hyper hyper) => Create(0.5, hyper.C / 10, 0.9 * hyper.A, hyper.B / 2, 0.25);

    protected override ElementwiseChain CreateDegenerateRule(Hyper hyper) => Create(double.PositiveInfinity, 0, 0, 0, double.PositiveInfinity);

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] velocity = state[0], buffer = state[1];
        for (int i = 0; i < parameters.Length; i++)
        {
            double gradient = Math.Clamp(gradients[i], -0.5, 0.5) + (hyper.C / 10 * parameters[i]);
            velocity[i] = (0.9 * hyper.A * velocity[i]) - (learningRate * gradient);
            buffer[i] = (hyper.B / 2 * buffer[i]) + velocity[i];
            parameters[i] += Math.Clamp(buffer[i], -0.25, 0.25);
        }
    }

    private static ElementwiseChain Create(
        double gradientLimit, double decay, double momentum, double trace, double updateLimit) =>
        new ClipByValue(gradientLimit)
            .Then(new WeightDecay(decay))
            .Then(new HeavyBall(momentum))
            .Then(new Trace(trace))
            .Then(new ClipByValue(updateLimit));
}
