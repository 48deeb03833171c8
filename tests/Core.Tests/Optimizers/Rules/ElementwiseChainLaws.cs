using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>A chain of links on both sides of a rule, each with its own place in the state.</summary>
public abstract class ElementwiseChainLaws<T>
    : ElementwiseRuleLaws<T, Before<T, ClipByValue<T>, Before<T, WeightDecay<T>, After<T, After<T, HeavyBall<T>, Trace<T>>, ClipByValue<T>>>>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Before<T, ClipByValue<T>, Before<T, WeightDecay<T>, After<T, After<T, HeavyBall<T>, Trace<T>>, ClipByValue<T>>>>
        CreateRule(Hyper hyper) => Create(0.5, hyper.C / 10, 0.9 * hyper.A, hyper.B / 2, 0.25);

    protected override Before<T, ClipByValue<T>, Before<T, WeightDecay<T>, After<T, After<T, HeavyBall<T>, Trace<T>>, ClipByValue<T>>>>
        CreateDegenerateRule(Hyper hyper) => Create(double.PositiveInfinity, 0, 0, 0, double.PositiveInfinity);

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

    private static Before<T, ClipByValue<T>, Before<T, WeightDecay<T>, After<T, After<T, HeavyBall<T>, Trace<T>>, ClipByValue<T>>>> Create(
        double gradientLimit, double decay, double momentum, double trace, double updateLimit) =>
        Chain<T>.Before(
            new ClipByValue<T>(gradientLimit),
            Chain<T>.Before(
                new WeightDecay<T>(decay),
                Chain<T>.After(Chain<T>.After(new HeavyBall<T>(momentum), new Trace<T>(trace)), new ClipByValue<T>(updateLimit))));
}
