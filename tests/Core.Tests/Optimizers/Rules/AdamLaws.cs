using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>Algorithm 1 of Kingma and Ba, with m̂ and ŝ written out.</summary>
public abstract class AdamLaws<T> : ElementwiseRuleLaws<T, Adam>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Adam CreateRule(Hyper hyper) =>
        new(Beta1(hyper), Beta2(hyper), Epsilon(hyper), InitialSecondMoment(hyper));

    protected override Adam CreateDegenerateRule(Hyper hyper) => new(0, 1, 0, 1);

    protected override double TextbookInitialState(Hyper hyper, int slot) => slot == 0 ? 0 : InitialSecondMoment(hyper);

    // 1-βᵗ loses what β₂ᵗ is near to 1.
    protected override double Conditioning(Hyper hyper) => 2 / (1 - Beta2(hyper));

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double correction1 = 1 - Math.Pow(Beta1(hyper), step), correction2 = 1 - Math.Pow(Beta2(hyper), step);
        double[] first = state[0], second = state[1];
        for (int i = 0; i < parameters.Length; i++)
        {
            first[i] = (Beta1(hyper) * first[i]) + ((1 - Beta1(hyper)) * gradients[i]);
            second[i] = (Beta2(hyper) * second[i]) + ((1 - Beta2(hyper)) * gradients[i] * gradients[i]);
            parameters[i] -= learningRate * (first[i] / correction1) / (Math.Sqrt(second[i] / correction2) + Epsilon(hyper));
        }
    }

    private static double Beta1(Hyper hyper) => 0.95 * hyper.A;

    private static double Beta2(Hyper hyper) => 0.5 + (0.499 * hyper.B);

    private static double Epsilon(Hyper hyper) => 1e-8 + (1e-3 * hyper.C);

    private static double InitialSecondMoment(Hyper hyper) => hyper.C < 0.5 ? 0 : hyper.C;
}
