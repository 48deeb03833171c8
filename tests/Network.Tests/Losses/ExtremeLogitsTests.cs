using System.Numerics;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

/// <summary>Logits where the definition of a loss has long been infinite or 0/0.</summary>
public abstract class ExtremeLogitsTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Fact]
    public void Binary_cross_entropy_stays_finite_to_the_largest_logit()
    {
        foreach (T logit in new[] { T.CreateChecked(1e4), -T.CreateChecked(1e4), T.MaxValue, T.MinValue, T.Epsilon, T.Zero })
        {
            foreach (int target in new[] { 0, 1 })
            {
                T[] logits = [logit, logit, logit, logit], targets = [.. Enumerable.Repeat(T.CreateChecked(target), 4)], gradients = new T[4];
                double cost = new BinaryCrossEntropy<T>().Evaluate(logits, targets, 1, gradients);

                double z = double.CreateChecked(logit);
                double expected = z == 0 || logit == T.Epsilon ? Math.Log(2) : Math.Max(z, 0) - (z * target);
                double slope = z == 0 || logit == T.Epsilon ? 0.5 : z > 0 ? 1 : 0;
                Assert.InRange(cost, expected * (1 - 1e-6), expected * (1 + 1e-6));
                Assert.All(gradients, gradient => Assert.Equal((slope - target) / 4, double.CreateChecked(gradient)));
            }
        }
    }

    [Fact]
    public void Categorical_cross_entropy_stays_finite_where_differences_are()
    {
        T half = T.MaxValue / T.CreateChecked(2);
        foreach (T large in new[] { T.CreateChecked(1e4), half })
        {
            for (int target = 0; target < 3; target++)
            {
                T[] logits = [large, -large, T.Zero, large, -large, T.Zero], gradients = new T[6];
                T[] targets = [T.CreateChecked(target), T.CreateChecked(target)];
                double cost = new CategoricalCrossEntropy<T>().Evaluate(logits, targets, 3, gradients);

                double size = double.CreateChecked(large), expected = target switch { 0 => 0, 1 => 2 * size, _ => size };
                Assert.InRange(cost / 2, expected / 2 * (1 - 1e-6), expected / 2 * (1 + 1e-6));
                T[] row = [T.CreateChecked(0.5), T.Zero, T.Zero];
                row[target] -= T.CreateChecked(0.5);
                Assert.Equal([.. row, .. row], gradients);
            }
        }
    }

    [Fact]
    public void Smoothed_labels_and_quantities_stay_finite_too()
    {
        T large = T.Sqrt(T.MaxValue) / T.CreateChecked(4);
        T[] outputs = [large, -large, T.Zero], gradients = new T[3];
        Loss<T>[] classified = [new CategoricalCrossEntropy<T>(0.1), new Hinge<T>()];
        Loss<T>[] quantified = [new MeanSquaredError<T>(), new MeanAbsoluteError<T>(), new Huber<T>()];
        foreach (Loss<T> loss in classified.Concat(quantified))
        {
            T[] targets = classified.Contains(loss) ? [T.One] : [-large, large, T.One];
            Assert.True(double.IsFinite(loss.Evaluate(outputs, targets, 3, gradients)), $"{loss}");
            Assert.All(gradients, gradient => Assert.True(T.IsFinite(gradient), $"{loss}"));
        }

        foreach (T logit in new[] { T.MaxValue, T.MinValue })
        {
            Assert.True(double.IsFinite(new BinaryCrossEntropy<T>(0.1).Evaluate([logit], [T.One], 1, gradients.AsSpan(0, 1))));
            Assert.Equal(logit > T.Zero ? 0.05 : -0.95, double.CreateChecked(gradients[0]), 1e-6);
        }
    }

    [Fact]
    public void Equal_logits_share_the_classes_however_large()
    {
        foreach (T logit in new[] { T.MaxValue, T.MinValue, T.Zero })
        {
            T[] logits = [logit, logit], gradients = new T[2];
            double cost = new CategoricalCrossEntropy<T>().Evaluate(logits, [T.One], 2, gradients);

            Assert.True(double.IsFinite(cost));
            Assert.Equal([T.CreateChecked(0.5), T.CreateChecked(-0.5)], gradients);
        }
    }

    [Fact]
    public void What_is_no_number_is_never_right()
    {
        T nan = T.NaN, one = T.One, zero = T.Zero;
        Assert.Equal(0, new BinaryCrossEntropy<T>().CountCorrect([nan, nan], [zero, one], 1));
        Assert.Equal(0, new CategoricalCrossEntropy<T>().CountCorrect([nan, nan, nan, one, one, nan], [zero, zero, one], 2));
    }

    [Fact]
    public void The_first_of_the_largest_outputs_is_the_class()
    {
        T one = T.One, zero = T.Zero, two = T.CreateChecked(2);
        CategoricalCrossEntropy<T> loss = new();
        Assert.Equal(1, loss.CountCorrect([zero, one, one], [one], 3));
        Assert.Equal(0, loss.CountCorrect([zero, one, one], [two], 3));
        Assert.Equal(0, loss.CountCorrect([zero, one, one], [zero], 3));
        Assert.Equal(2, loss.CountCorrect([zero, -one, zero, zero, zero, one], [zero, two], 3));

        // A probability of one half is class 0: above one half is class 1.
        Assert.Equal(2, new BinaryCrossEntropy<T>().CountCorrect([zero, T.Epsilon, zero, -one], [zero, one, one, one], 1));
    }
}

public sealed class DoubleExtremeLogitsTests : ExtremeLogitsTests<double>;

public sealed class SingleExtremeLogitsTests : ExtremeLogitsTests<float>;
