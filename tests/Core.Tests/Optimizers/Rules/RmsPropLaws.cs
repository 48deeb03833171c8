using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>s = ρ·s + (1-ρ)·g²; p -= lr·g/(√s + ε), from an initial accumulator.</summary>
public abstract class RmsPropLaws<T> : ElementwiseRuleLaws<T, RmsProp>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override RmsProp CreateRule(Hyper hyper) => new(Rho(hyper), Epsilon(hyper), hyper.C);

    protected override RmsProp CreateDegenerateRule(Hyper hyper) => new(1, 0, 1);

    protected override double TextbookInitialState(Hyper hyper, int slot) => hyper.C;

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] squares = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            squares[i] = (Rho(hyper) * squares[i]) + ((1 - Rho(hyper)) * gradients[i] * gradients[i]);
            parameters[i] -= learningRate * gradients[i] / (Math.Sqrt(squares[i]) + Epsilon(hyper));
        }
    }

    private static double Rho(Hyper hyper) => 0.5 + (0.499 * hyper.A);

    private static double Epsilon(Hyper hyper) => 1e-8 + (1e-3 * hyper.B);
}
