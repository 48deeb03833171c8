using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>v = g in the first step, then v = μ·v + (1-τ)·g; p -= lr·v</summary>
public abstract class MomentumLaws<T> : ElementwiseRuleLaws<T, Momentum>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Momentum CreateRule(Hyper hyper) => new(0.95 * hyper.A, 0.9 * hyper.B);

    protected override Momentum CreateDegenerateRule(Hyper hyper) => new(0);

    protected override double BowlLearningRate => 0.05; // up to nine tenths of the later gradients are left out

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] velocity = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            velocity[i] = step == 1 ? gradients[i] : (0.95 * hyper.A * velocity[i]) + ((1 - (0.9 * hyper.B)) * gradients[i]);
            parameters[i] -= learningRate * velocity[i];
        }
    }
}
