using System.Numerics;
using SimdOptim.Optimizers;
using FullChain = SimdOptim.Optimizers.Chain<SimdOptim.Optimizers.Chain<
    SimdOptim.Optimizers.GradientChain<SimdOptim.Optimizers.Chain<SimdOptim.Optimizers.ClipByGlobalNorm, SimdOptim.Tests.Optimizers.Rules.Trace>>,
    SimdOptim.Optimizers.Adam>, SimdOptim.Optimizers.DecoupledWeightDecay>;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>A chain of everything, of which one link reads the whole gradient and one leaves parameters alone.</summary>
public abstract class FullChainLaws<T>
    : UpdateRuleLaws<T, FullChain>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private static readonly ParameterRanges _decayed = new((0, 3), (20, 64), (70, 127), (500, int.MaxValue));

    protected override FullChain CreateRule(Hyper hyper) =>
        Create(0.5 + hyper.C, hyper.A / 2, 0.9 * hyper.A, Beta2(hyper), 1e-6, 0, hyper.C);

    protected override FullChain CreateDegenerateRule(Hyper hyper) =>
        Create(double.PositiveInfinity, 0, 0, 1, 0, 1, 0);

    // 1-βᵗ loses what β₂ᵗ is near to 1.
    protected override double Conditioning(Hyper hyper) => 2 / (1 - Beta2(hyper));

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double norm = Math.Sqrt(gradients.Sum(gradient => gradient * gradient)), beta1 = 0.9 * hyper.A;
        double scale = norm > 0.5 + hyper.C ? (0.5 + hyper.C) / norm : 1;
        double correction1 = 1 - Math.Pow(beta1, step), correction2 = 1 - Math.Pow(Beta2(hyper), step);
        (double[] buffer, double[] first, double[] second) = (state[0], state[1], state[2]);
        for (int i = 0; i < parameters.Length; i++)
        {
            buffer[i] = (hyper.A / 2 * buffer[i]) + (scale * gradients[i]);
            first[i] = (beta1 * first[i]) + ((1 - beta1) * buffer[i]);
            second[i] = (Beta2(hyper) * second[i]) + ((1 - Beta2(hyper)) * buffer[i] * buffer[i]);
            double decay = i is (>= 3 and < 20) or (>= 64 and < 70) or (>= 127 and < 500) ? 0 : hyper.C;
            double adapted = first[i] / correction1 / (Math.Sqrt(second[i] / correction2) + 1e-6);
            parameters[i] -= learningRate * (adapted + (decay * parameters[i]));
        }
    }

    private static double Beta2(Hyper hyper) => 0.5 + (0.499 * hyper.B);

    private static FullChain Create(
        double maxNorm, double trace, double beta1, double beta2, double epsilon, double initialSecondMoment, double decay) =>
        new ClipByGlobalNorm(maxNorm)
            .Then(new Trace(trace))
            .Then(new Adam(beta1, beta2, epsilon, initialSecondMoment))
            .Then(new DecoupledWeightDecay(decay, _decayed));
}
