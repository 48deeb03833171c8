using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Losses;

/// <summary>
/// The cross-entropy of several classes from logits z: <c>-ln softmax(z)_y = ln Σⱼ e^zⱼ - z_y</c>, with derivative
/// <c>softmax(z) - onehot(y)</c>. Labels can be smoothed: then the mean over all classes has a share in it.
/// </summary>
/// <remarks>
/// Finite for logits whose differences are finite in double. A network that ends in <see cref="Softmax{T}"/> or
/// <see cref="LogSoftmax{T}"/> is fused with it; any other network's outputs are taken as logits. Targets are class indices,
/// one a sample.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class CategoricalCrossEntropy<T> : MulticlassLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the loss.</summary>
    /// <param name="labelSmoothing">
    /// a in [0, 1): the share of each sample that is spread over all K classes, so that the right one weighs 1 - a + a/K and
    /// each other a/K (Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016, section 7).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is outside its range.</exception>
    public CategoricalCrossEntropy(double labelSmoothing = 0) => LabelSmoothing = Throw.IfNoFraction(labelSmoothing);

    /// <summary>Gets the share of each sample that is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    private protected override string Name => "Categorical cross-entropy";

    /// <inheritdoc/>
    public override bool IsFusedWith(Layer<T> output) => output is Softmax<T> or LogSoftmax<T>;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T batch = T.CreateChecked(targets.Length);
        double cost = 0; // each loss divided before it is added, lest the sum overflow
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            double logSumExp = double.CreateChecked(ElementaryFunctions.LogSumExp(row));
            double loss = logSumExp - double.CreateChecked(row[int.CreateChecked(targets[sample])]);
            if (LabelSmoothing > 0)
            {
                double mean = 0; // the loss were any class as right as the next
                for (int i = 0; i < row.Length; i++) mean += (logSumExp - double.CreateChecked(row[i])) / outputCount;
                loss += LabelSmoothing * (mean - loss);
            }

            cost += loss / targets.Length;
        }

        T right = T.CreateChecked(1 - LabelSmoothing), spread = T.CreateChecked(LabelSmoothing / outputCount);
        Softmax<T>.Normalize(outputs, gradients, outputCount);
        for (int sample = 0; sample < targets.Length; sample++)
        {
            Span<T> row = gradients.Slice(sample * outputCount, outputCount);
            row[int.CreateChecked(targets[sample])] -= right;
            for (int i = 0; i < row.Length; i++) row[i] = (row[i] - spread) / batch;
        }

        return cost;
    }
}
