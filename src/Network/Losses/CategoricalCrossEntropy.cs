using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Losses;

/// <summary>
/// The cross-entropy of several classes from logits z: <c>-ln softmax(z)_y = ln Σⱼ e^zⱼ - z_y</c>, with derivative
/// <c>softmax(z) - onehot(y)</c>.
/// </summary>
/// <remarks>
/// Finite for logits whose differences are finite in double. A network that ends in <see cref="Softmax{T}"/> is fused with it; any other network's outputs
/// are taken as logits. Targets are class indices, one a sample.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class CategoricalCrossEntropy<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool IsFusedWith(Layer<T> output) => output is Softmax<T>;

    /// <inheritdoc/>
    public override int GetTargetCount(int outputCount) => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T batch = T.CreateChecked(targets.Length);
        double cost = 0; // each loss divided before it is added, lest the sum overflow
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            T logit = row[int.CreateChecked(targets[sample])];
            cost += (double.CreateChecked(ElementaryFunctions.LogSumExp(row)) - double.CreateChecked(logit)) / targets.Length;
        }

        Softmax<T>.Normalize(outputs, gradients, outputCount);
        for (int sample = 0; sample < targets.Length; sample++)
        {
            Span<T> row = gradients.Slice(sample * outputCount, outputCount);
            row[int.CreateChecked(targets[sample])] -= T.One;
            for (int i = 0; i < row.Length; i++) row[i] /= batch;
        }

        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount)
    {
        int correct = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            if (IsFirstLargest(row, int.CreateChecked(targets[sample]))) correct++;
        }

        return correct;
    }

    internal override void Validate(int outputCount, int classCount, int targetCount)
    {
        if (classCount < 2 || outputCount != classCount)
        {
            throw new ArgumentException(
                $"Categorical cross-entropy wants a network with one output a class; there are {outputCount} outputs and {classCount} classes.");
        }
    }

    internal override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        Validate(outputCount, classCount: outputCount, targetCount: 1);
        T last = T.CreateChecked(outputCount - 1);
        for (int sample = 0; sample < targets.Length; sample++)
        {
            T target = targets[sample];
            if (T.IsInteger(target) && target >= T.Zero && target <= last) continue;
            throw new ArgumentException(
                $"targets must be whole numbers from 0 to {outputCount - 1}; that of sample {sample} is {target}.", nameof(targets));
        }
    }

    /// <summary>Says whether an element is the largest, and the first of those; false if any element is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFirstLargest(ReadOnlySpan<T> row, int index)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!(i < index ? row[i] < row[index] : row[i] <= row[index])) return false;
        }

        return true;
    }
}
