using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The softmax of each sample: <c>yᵢ = e^(xᵢ - max x)/Σⱼ e^(xⱼ - max x)</c>, positive numbers that add up to 1, safe from
/// overflow.
/// </summary>
/// <remarks>
/// Backward: <c>dxᵢ = yᵢ·(dyᵢ - Σⱼ dyⱼ·yⱼ)</c>. As the output in front of <see cref="Losses.CategoricalCrossEntropy{T}"/> it is
/// fused with the loss and skipped in training.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Softmax<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Softmax(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "softmax";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass)
    {
        if (pass.Inputs.Length > OutputCount || OutputCount > SampleBlock<T>.MaxClasses)
        {
            Normalize(pass.Inputs, pass.Outputs, OutputCount);
            return;
        }

        pass.Inputs.CopyTo(pass.Outputs);
        SampleBlock<T>.NormalizeOne(pass.Outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass)
    {
        for (int start = 0; start < pass.InputGradients.Length; start += OutputCount)
        {
            ReadOnlySpan<T> y = pass.Outputs.Slice(start, OutputCount);
            ReadOnlySpan<T> dy = pass.OutputGradients.Slice(start, OutputCount);
            Span<T> dx = pass.InputGradients.Slice(start, OutputCount);
            T mean = Reductions.Dot(dy, y);
            for (int i = 0; i < dx.Length; i++) dx[i] = y[i] * (dy[i] - mean);
        }
    }

    /// <summary>Writes the softmax of each row of <paramref name="logits"/>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(ReadOnlySpan<T> logits, Span<T> probabilities, int classes)
    {
        if (classes > SampleBlock<T>.MaxClasses)
        {
            NormalizeRows(logits, probabilities, classes);
            return;
        }

        Span<T> memory = stackalloc T[SampleBlock<T>.MaxCount];
        int length = SampleBlock<T>.MaxSamples * classes;
        for (int start = 0; start < logits.Length; start += length)
        {
            int count = Math.Min(length, logits.Length - start);
            SampleBlock<T> block = new(memory, classes, count / classes);
            block.Load(logits.Slice(start, count));
            block.Normalize();
            block.Store(probabilities.Slice(start, count));
        }
    }

    /// <summary>Writes the softmax of each row of many classes; the exponentials of all rows are taken in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void NormalizeRows(ReadOnlySpan<T> logits, Span<T> probabilities, int classes)
    {
        for (int start = 0; start < logits.Length; start += classes)
        {
            ReadOnlySpan<T> row = logits.Slice(start, classes);
            T max = Reductions.Max(row);
            for (int i = 0; i < row.Length; i++) probabilities[start + i] = row[i] - max;
        }

        ElementaryFunctions.Exp(probabilities, probabilities);
        for (int start = 0; start < logits.Length; start += classes)
        {
            Span<T> row = probabilities.Slice(start, classes);
            T sum = Reductions.Sum<T>(row);
            for (int i = 0; i < row.Length; i++) row[i] /= sum;
        }
    }
}
