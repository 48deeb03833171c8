using System.Numerics;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Losses;

/// <summary>More classes than are taken many samples at a time go row after row, by the same formulas.</summary>
public abstract class ManyClassesTests<T>(double tolerance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Samples = 3;

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 0)]
    [InlineData(65, 0.1)]
    [InlineData(203, 0.1)]
    public void Categorical_cross_entropy_is_its_definition(int classes, double smoothing)
    {
        T[] logits = Logits(classes), gradients = new T[logits.Length];
        int[] labels = [0, classes / 2, classes - 1];
        double cost =
            new CategoricalCrossEntropy<T>(smoothing).Evaluate(logits, [.. labels.Select(T.CreateChecked)], classes, gradients);

        double expected = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] shares = Shares(logits.AsSpan(sample * classes, classes));
            for (int i = 0; i < classes; i++)
            {
                double wanted = (smoothing / classes) + (i == labels[sample] ? 1 - smoothing : 0);
                expected -= wanted * Math.Log(shares[i]) / Samples;
                Assert.Equal((shares[i] - wanted) / Samples, double.CreateChecked(gradients[(sample * classes) + i]), tolerance);
            }
        }

        Assert.Equal(expected, cost, 10 * tolerance);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(203)]
    public void Softmax_is_its_definition(int classes)
    {
        Network<T> network = new NetworkBuilder<T>(classes).Softmax().Build();
        T[] logits = Logits(classes), shares = network.Predict(logits, network.CreateWorkspace(Samples)).ToArray();
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] expected = Shares(logits.AsSpan(sample * classes, classes));
            for (int i = 0; i < classes; i++)
                Assert.Equal(expected[i], double.CreateChecked(shares[(sample * classes) + i]), tolerance);
        }
    }

    private static T[] Logits(int classes)
    {
        double[] logits = new double[Samples * classes];
        new NumPyRandom(1).Normal(logits, 0, 3);
        return [.. logits.Select(T.CreateChecked)];
    }

    private static double[] Shares(ReadOnlySpan<T> logits)
    {
        double[] exponentials = [.. logits.ToArray().Select(logit => Math.Exp(double.CreateChecked(logit)))];
        return [.. exponentials.Select(exponential => exponential / exponentials.Sum())];
    }
}

public sealed class SingleManyClassesTests() : ManyClassesTests<float>(1e-6);

public sealed class DoubleManyClassesTests() : ManyClassesTests<double>(1e-14);
