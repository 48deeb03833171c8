using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>p -= lr·g</summary>
public abstract class SgdLaws<T> : ElementwiseRuleLaws<T, Sgd>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Sgd CreateRule(Hyper hyper) => default;

    protected override Sgd CreateDegenerateRule(Hyper hyper) => default;

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        for (int i = 0; i < parameters.Length; i++) parameters[i] -= learningRate * gradients[i];
    }
}
