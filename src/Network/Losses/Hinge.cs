namespace SimdOptim.Losses;

/// <summary>
/// The hinge loss of several classes, as of a support vector machine: <c>Σ max(0, z_j - z_y + margin)</c> over the classes j
/// other than the right one y, of which the mean over the batch is taken.
/// </summary>
/// <remarks>
/// The derivative is 1 by each z_j that comes within the margin, and by z_y their number negated, over the batch; 0 on the
/// corner.
/// Weston and Watkins, "Support vector machines for multi-class pattern recognition", 1999; CS231n, with a margin of 1. No output
/// layer is fused with it. Targets are class indices, one a sample.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Hinge<T> : MulticlassLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _margin;

    /// <summary>Initializes the loss.</summary>
    /// <param name="margin">How far the right class must be ahead; finite and above 0, also when rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not above 0, or not finite.</exception>
    public Hinge(double margin = 1)
    {
        Throw.IfNotPositive(margin);
        Throw.IfRoundedToZero<T>(margin);
        Throw.IfOverflowing<T>(margin);
        Margin = Throw.IfNegativeOrNotFinite(margin);
        _margin = T.CreateChecked(margin);
    }

    /// <summary>Gets how far the right class must be ahead.</summary>
    public double Margin { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("Hinge") { { "margin", Margin } };

    private protected override string Name => "The hinge loss";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T share = T.One / T.CreateChecked(targets.Length);
        double cost = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            ReadOnlySpan<T> row = outputs.Slice(sample * outputCount, outputCount);
            Span<T> gradient = gradients.Slice(sample * outputCount, outputCount);
            int target = int.CreateChecked(targets[sample]);
            T threshold = row[target] - _margin;
            T total = T.Zero;
            for (int i = 0; i < row.Length; i++)
            {
                T excess = i == target ? T.Zero : row[i] - threshold;
                bool isBeyond = !(excess <= T.Zero); // NaN is not hidden
                gradient[i] = isBeyond ? T.IsNaN(excess) ? excess : share : T.Zero;
                total += gradient[i];
                if (isBeyond) cost += double.CreateChecked(excess) / targets.Length;
            }

            gradient[target] = -total;
        }

        return cost;
    }
}
