using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>PyTorch's momentum, b = μ·b + g; p -= lr·b, out of a transform of a user.</summary>
public abstract class TracedSgdLaws<T> : ElementwiseRuleLaws<T, Before<T, Trace<T>, Sgd<T>>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Before<T, Trace<T>, Sgd<T>> CreateRule(Hyper hyper) =>
        Chain<T>.Before(new Trace<T>(0.95 * hyper.A), default(Sgd<T>));

    protected override Before<T, Trace<T>, Sgd<T>> CreateDegenerateRule(Hyper hyper) =>
        Chain<T>.Before(new Trace<T>(0), default(Sgd<T>));

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] buffer = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            buffer[i] = (0.95 * hyper.A * buffer[i]) + gradients[i];
            parameters[i] -= learningRate * buffer[i];
        }
    }
}
