using SimdOptim.Layers;

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
    public CategoricalCrossEntropy(double labelSmoothing = 0) => LabelSmoothing = Throw.IfOutsideUnitInterval(labelSmoothing);

    /// <summary>Gets the share of each sample that is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("CategoricalCrossEntropy") { { "labelSmoothing", LabelSmoothing } };

    private protected override string Name => "Categorical cross-entropy";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override bool Fuses(Layer<T> output) => output is Softmax<T> or LogSoftmax<T>;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients) =>
        outputCount > SampleBlock<T>.MaxClasses
            ? EvaluateRows(outputs, targets, outputCount, gradients)
            : EvaluateBlocks(outputs, targets, outputCount, gradients);

    /// <summary>Few classes: samples side by side.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double EvaluateBlocks(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T right = T.CreateChecked(1 - LabelSmoothing);
        double spread = LabelSmoothing / outputCount;
        double cost = 0;
        Span<T> memory = stackalloc T[SampleBlock<T>.MaxCount];
        for (int start = 0; start < targets.Length; start += SampleBlock<T>.MaxSamples)
        {
            int samples = Math.Min(SampleBlock<T>.MaxSamples, targets.Length - start);
            SampleBlock<T> block = new(memory, outputCount, samples);
            ReadOnlySpan<T> rows = outputs.Slice(start * outputCount, samples * outputCount);
            block.Load(ReadOnlyRows<T>.Trust(rows, samples, outputCount, outputCount));
            block.Normalize();
            ElementaryFunctions.Log<T>(block.Sums, block.Sums);
            ReadOnlySpan<T> classes = targets.Slice(start, samples);
            cost = AddLosses(cost, rows, classes, block.Maxima, block.Sums, targets.Length);
            for (int sample = 0; sample < classes.Length; sample++) block[sample, int.CreateTruncating(classes[sample])] -= right;
            block.Scale(spread, targets.Length);
            block.Store(Rows<T>.Trust(gradients[(start * outputCount)..], samples, outputCount, outputCount));
        }

        return cost;
    }

    /// <summary>Many classes: a row after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double EvaluateRows(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        double cost = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            double logarithm = double.CreateTruncating(ElementaryFunctions.LogSumExp(row));
            cost += Measure(row, int.CreateTruncating(targets[sample]), 0, logarithm) / targets.Length;
        }

        T batch = T.CreateChecked(targets.Length);
        T right = T.CreateChecked(1 - LabelSmoothing), spread = T.CreateChecked(LabelSmoothing / outputCount);
        Softmax<T>.NormalizeRows(
            ReadOnlyRows<T>.Trust(outputs, targets.Length, outputCount, outputCount),
            Rows<T>.Trust(gradients, targets.Length, outputCount, outputCount));
        for (int sample = 0; sample < targets.Length; sample++)
        {
            Span<T> row = gradients.Slice(sample * outputCount, outputCount);
            row[int.CreateTruncating(targets[sample])] -= right;
            for (int i = 0; i < row.Length; i++) row[i] = (row[i] - spread) / batch;
        }

        return cost;
    }

    /// <summary>
    /// Adds the losses of a block's samples to a sum, each divided by the batch; in a method of its own the sum has a register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private double AddLosses(
        double sum, ReadOnlySpan<T> rows, ReadOnlySpan<T> targets, ReadOnlySpan<T> maxima, ReadOnlySpan<T> logarithms, double batch)
    {
        int outputCount = rows.Length / targets.Length;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            int target = int.CreateTruncating(targets[sample]);
            double logarithm = double.CreateTruncating(logarithms[sample]), max = double.CreateTruncating(maxima[sample]);
            sum += Measure(rows.Slice(sample * outputCount, outputCount), target, max, logarithm) / batch;
        }

        return sum;
    }

    /// <summary>Returns the loss of one sample, <c>ln Σⱼ e^(zⱼ - shift) + (shift - z_y)</c>, smoothed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Measure(ReadOnlySpan<T> row, int target, double shift, double logarithm)
    {
        double loss = logarithm + (shift - double.CreateTruncating(row[target]));
        if (LabelSmoothing == 0) return loss;
        double mean = 0; // the loss were any class as right as the next
        for (int i = 0; i < row.Length; i++) mean += (logarithm + (shift - double.CreateTruncating(row[i]))) / row.Length;
        return loss + (LabelSmoothing * (mean - loss));
    }
}
