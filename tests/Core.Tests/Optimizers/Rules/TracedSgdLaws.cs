using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>PyTorch's momentum, b = μ·b + g; p -= lr·b, out of a transform of a user.</summary>
public abstract class TracedSgdLaws<T> : ElementwiseRuleLaws<T, Chain<Trace, Sgd>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Chain<Trace, Sgd> CreateRule(Hyper hyper) => new Trace(0.95 * hyper.A).Then(default(Sgd));

    protected override Chain<Trace, Sgd> CreateDegenerateRule(Hyper hyper) => new Trace(0).Then(default(Sgd));

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
