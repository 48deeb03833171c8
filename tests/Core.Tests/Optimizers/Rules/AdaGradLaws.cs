using System.Numerics;
using FsCheck;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>s += g²; p -= lr·g/(√s + ε), from an initial accumulator.</summary>
public abstract class AdaGradLaws<T> : ElementwiseRuleLaws<T, AdaGrad>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    /// <summary>
    /// 2¹⁰⁰ swallows the squares of usual gradients, and its root is a power of two: the limit is reached to the bit.
    /// </summary>
    private static readonly double _huge = Math.ScaleB(1, 100);

    protected override Arbitrary<Run> DegenerateRuns => Run.OfUsualMagnitude;

    protected override double BowlLearningRate => 0.1; // its steps shrink with the root of their number

    protected override AdaGrad CreateRule(Hyper hyper) => new(Epsilon(hyper), hyper.C);

    protected override AdaGrad CreateDegenerateRule(Hyper hyper) => new(0, _huge);

    protected override Optimizer<T> CreateLimit(int length, double learningRate) =>
        Optimizer<T>.Create(default(Sgd), length, learningRate / Math.Sqrt(_huge));

    protected override double TextbookInitialState(Hyper hyper, int slot) => hyper.C;

    protected override void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state)
    {
        double[] squares = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            squares[i] += gradients[i] * gradients[i];
            parameters[i] -= learningRate * gradients[i] / (Math.Sqrt(squares[i]) + Epsilon(hyper));
        }
    }

    private static double Epsilon(Hyper hyper) => 1e-8 + (1e-3 * hyper.B);
}
