using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>v = β·v + (1-β)·g; p -= lr·v</summary>
public abstract class AveragedMomentumLaws<T> : ElementwiseRuleLaws<T, AveragedMomentum>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override AveragedMomentum CreateRule(Hyper hyper) => new(0.95 * hyper.A);

    protected override AveragedMomentum CreateDegenerateRule(Hyper hyper) => new(0);

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double beta = 0.95 * hyper.A;
        double[] velocity = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            velocity[i] = (beta * velocity[i]) + ((1 - beta) * gradients[i]);
            parameters[i] -= learningRate * velocity[i];
        }
    }
}
