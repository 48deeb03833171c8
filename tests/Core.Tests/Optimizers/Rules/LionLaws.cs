using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// Chen et al., "Symbolic discovery of optimization algorithms", 2023; a rule of a user, who sees the public API only.
/// </summary>
public abstract class LionLaws<T> : ElementwiseRuleLaws<T, Lion>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected override Lion CreateRule(Hyper hyper) => new(0.95 * hyper.A, 0.95 * hyper.B);

    protected override Lion CreateDegenerateRule(Hyper hyper) => new(0, hyper.B);

    protected override Optimizer<T> CreateLimit(int length, double learningRate) =>
        Optimizer<T>.Create(default(SignSgd), length, learningRate);

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        (double beta1, double beta2) = (0.95 * hyper.A, 0.95 * hyper.B);
        double[] average = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            double direction = (beta1 * average[i]) + ((1 - beta1) * gradients[i]);
            bool isDecided = gradients[i] == direction || Math.Abs(direction) > 1e-5;
            parameters[i] = isDecided ? parameters[i] - (learningRate * Math.Sign(direction)) : double.NaN;
            average[i] = (beta2 * average[i]) + ((1 - beta2) * gradients[i]);
        }
    }
}
