namespace SimdOptim.Losses;

/// <summary>
/// A loss of several classes, one output each; a target is the index of a class, and the largest output is the prediction.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class MulticlassLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected MulticlassLoss()
    {
    }

    /// <summary>Gets the name in messages.</summary>
    private protected abstract string Name { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount)
    {
        int correct = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            if (IsFirstLargest(row, int.CreateChecked(targets[sample]))) correct++;
        }

        return correct;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Validate(int outputCount, int classCount, int targetCount)
    {
        if (classCount < 2 || outputCount != classCount)
        {
            throw new ArgumentException(
                $"{Name} requires a network with one output for each class; there are {outputCount} outputs and {classCount} classes.",
                "loss");
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        Validate(outputCount, classCount: outputCount, targetCount: 1);
        int sample = ClassIndices.FindInvalid(targets, outputCount - 1);
        if (sample < 0) return;
        throw new ArgumentException(
            $"targets must be whole numbers from 0 to {outputCount - 1}; that of sample {sample} is {targets[sample]}.",
            nameof(targets));
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
