using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Charts;

/// <summary>The predictions of a classifier at each sample of a grid: one probability for each class.</summary>
public sealed class DecisionField
{
    private readonly double[] _probabilities; // [rows · columns, classes]

    private DecisionField(SampleGrid grid, double[] probabilities, int classes)
    {
        (Grid, _probabilities, Classes) = (grid, probabilities, classes);

        // Sums of four such values could overflow.
        foreach (ref double probability in probabilities.AsSpan())
        {
            if (!(Math.Abs(probability) <= 1e100)) probability = double.NaN;
        }
    }

    public SampleGrid Grid { get; }

    /// <summary>The number of classes, at least two.</summary>
    public int Classes { get; }

    /// <summary>The field of a classifier with one output, the probability of class 1.</summary>
    /// <param name="grid">The samples.</param>
    /// <param name="probabilities">[rows · columns], in the order of the grid; blank where not finite.</param>
    /// <exception cref="ArgumentException">There is not one probability for each sample.</exception>
    public static DecisionField Binary<T>(SampleGrid grid, ReadOnlySpan<T> probabilities)
        where T : INumberBase<T>
    {
        ThrowIfWrongLength(grid.Count, probabilities.Length);
        double[] both = new double[2 * grid.Count];
        for (int i = 0; i < grid.Count; i++)
        {
            both[2 * i + 1] = double.CreateTruncating(probabilities[i]);
            both[2 * i] = 1 - both[2 * i + 1];
        }

        return new DecisionField(grid, both, 2);
    }

    /// <summary>The field of a classifier with an output for each class.</summary>
    /// <param name="grid">The samples.</param>
    /// <param name="probabilities">[rows · columns, classes], in the order of the grid; blank where not finite.</param>
    /// <param name="classes">At least two.</param>
    /// <exception cref="ArgumentException">There is not one probability for each sample and class.</exception>
    public static DecisionField MultiClass<T>(SampleGrid grid, ReadOnlySpan<T> probabilities, int classes)
        where T : INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ThrowIfWrongLength(grid.Count * classes, probabilities.Length);
        double[] copy = new double[probabilities.Length];
        for (int i = 0; i < copy.Length; i++) copy[i] = double.CreateTruncating(probabilities[i]);
        return new DecisionField(grid, copy, classes);
    }

    /// <summary>Predicts the field of a network with two inputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="grid">The samples.</param>
    /// <param name="givesScores">Whether the outputs are scores, of which softmax makes probabilities.</param>
    public static DecisionField Of<T>(Network<T> network, SampleGrid grid, bool givesScores = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = network.OutputCount;
        T[] answers = new T[grid.Count * outputs]; // [samples, outputs]
        network.Predict(grid.Coordinates<T>(), answers, network.CreateWorkspace(maxBatchSize: 1024));
        if (outputs == 1) return Binary<T>(grid, answers);
        if (givesScores) ApplySoftmax<T>(answers, outputs);
        return MultiClass<T>(grid, answers, outputs);
    }

    /// <summary>The region of the plane where each class is the most probable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RegionTracer TraceWinners()
    {
        double[] scores = new double[_probabilities.Length];
        for (int i = 0; i < scores.Length; i++) scores[i] = Logarithm(_probabilities[i]);
        return RegionTracer.Trace(scores, Grid.Columns, Grid.Rows, Classes);
    }

    /// <summary>Two regions: 0, where the class has at most this probability, and 1, where it has more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RegionTracer TraceLevel(int @class, double level)
    {
        // A level set is the boundary between logit p - logit level and 0.
        double[] scores = new double[2 * Grid.Count];
        for (int i = 0; i < Grid.Count; i++) scores[2 * i + 1] = Logit(_probabilities[i * Classes + @class]) - Logit(level);
        return RegionTracer.Trace(scores, Grid.Columns, Grid.Rows, 2);
    }

    /// <summary>One region: where the field has finite values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RegionTracer TraceDomain()
    {
        double[] scores = new double[Grid.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            for (int c = 0; c < Classes; c++) scores[i] += _probabilities[i * Classes + c];
        }

        return RegionTracer.Trace(scores, Grid.Columns, Grid.Rows, 1);
    }

    /// <summary>The field over the same rectangle at about half the resolution, bilinearly interpolated.</summary>
    public DecisionField Coarsen()
    {
        SampleGrid coarse = new(Grid.XScale, Grid.YScale, Grid.Columns / 2 + 1, Grid.Rows / 2 + 1);
        double[] probabilities = new double[coarse.Count * Classes];
        for (int i = 0; i < coarse.Count; i++)
        {
            double x = i % coarse.Columns * (Grid.Columns - 1.0) / (coarse.Columns - 1);
            double y = i / coarse.Columns * (Grid.Rows - 1.0) / (coarse.Rows - 1);
            for (int c = 0; c < Classes; c++) probabilities[i * Classes + c] = Interpolate(x, y, c);
        }

        return new DecisionField(coarse, probabilities, Classes);
    }

    // Between two samples a network is nearly linear in its logits. Its probabilities can jump from 0 to 1,
    // and a boundary interpolated in them is a staircase along the grid.
    private static double Logit(double probability) => Logarithm(probability) - Logarithm(1 - probability);

    // Finite for a probability that was rounded to 0.
    private static double Logarithm(double probability) => Math.Log(Math.Max(probability, 0) + 1e-9);

    // The largest score stays the largest, so softmax does not move the boundaries.
    private static void ApplySoftmax<T>(Span<T> scores, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < scores.Length; start += outputs)
        {
            Span<T> row = scores.Slice(start, outputs);
            T normalizer = ElementaryFunctions.LogSumExp<T>(row);
            foreach (ref T score in row) score -= normalizer;
            ElementaryFunctions.Exp<T>(row, row);
        }
    }

    private static void ThrowIfWrongLength(int expected, int actual)
    {
        if (actual != expected)
            throw new ArgumentException($"There are {actual} probabilities; the grid needs {expected}.", "probabilities");
    }

    private double Interpolate(double x, double y, int @class)
    {
        int column = Math.Min((int)x, Grid.Columns - 2), row = Math.Min((int)y, Grid.Rows - 2);
        (double right, double up) = (x - column, y - row);
        return (1 - up) * ((1 - right) * At(0, 0) + right * At(1, 0)) + up * ((1 - right) * At(0, 1) + right * At(1, 1));

        double At(int dx, int dy) => _probabilities[((row + dy) * Grid.Columns + column + dx) * Classes + @class];
    }
}
