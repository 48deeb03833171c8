using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>v = μ·v - lr·g; p += v</summary>
public abstract class HeavyBallLaws<T> : ElementwiseRuleLaws<T, HeavyBall>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override HeavyBall CreateRule(Hyper hyper) => new(0.95 * hyper.A);

    protected override HeavyBall CreateDegenerateRule(Hyper hyper) => new(0);

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] velocity = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            velocity[i] = (0.95 * hyper.A * velocity[i]) - (learningRate * gradients[i]);
            parameters[i] += velocity[i];
        }
    }
}
