using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// The look-ahead of Sutskever et al.: with μ·v already in the parameters, v = μ·v - lr·g, then the new look-ahead.
/// </summary>
public abstract class NesterovLaws<T> : ElementwiseRuleLaws<T, Nesterov>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Nesterov CreateRule(Hyper hyper) => new(0.95 * hyper.A);

    protected override Nesterov CreateDegenerateRule(Hyper hyper) => new(0);

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double momentum = 0.95 * hyper.A;
        double[] velocity = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            double position = parameters[i] - (momentum * velocity[i]);
            velocity[i] = (momentum * velocity[i]) - (learningRate * gradients[i]);
            parameters[i] = position + velocity[i] + (momentum * velocity[i]);
        }
    }
}
