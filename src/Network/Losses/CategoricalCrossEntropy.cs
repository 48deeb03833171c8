using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Losses;

/// <summary>
/// The cross-entropy of several classes from logits z: <c>-ln softmax(z)_y = ln Σⱼ e^zⱼ - z_y</c>, with derivative
/// <c>softmax(z) - onehot(y)</c>.
/// </summary>
/// <remarks>
/// Finite for every finite logit. A network that ends in <see cref="Softmax{T}"/> is fused with it; any other network's outputs
/// are taken as logits. Targets are class indices, one a sample.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class CategoricalCrossEntropy<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool IsFusedWith(Layer<T> output) => output is Softmax<T>;

    internal override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T batch = T.CreateChecked(targets.Length);
        double sum = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            sum += double.CreateChecked(ElementaryFunctions.LogSumExp(row) - row[int.CreateChecked(targets[sample])]);
        }

        Softmax<T>.Normalize(outputs, gradients, outputCount);
        for (int sample = 0; sample < targets.Length; sample++)
        {
            Span<T> row = gradients.Slice(sample * outputCount, outputCount);
            row[int.CreateChecked(targets[sample])] -= T.One;
            for (int i = 0; i < row.Length; i++) row[i] /= batch;
        }

        return sum / targets.Length;
    }

    internal override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount)
    {
        int correct = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            int best = 0;
            for (int i = 1; i < row.Length; i++)
            {
                if (row[i] > row[best]) best = i;
            }

            if (best == int.CreateChecked(targets[sample])) correct++;
        }

        return correct;
    }

    internal override void Validate(int outputCount, int classCount)
    {
        if (classCount < 2 || outputCount != classCount)
        {
            throw new ArgumentException(
                $"Categorical cross-entropy wants a network with one output a class; there are {outputCount} outputs and {classCount} classes.");
        }
    }
}
