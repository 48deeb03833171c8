using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Charts;

/// <summary>Equally spaced sample points over a rectangle of the plane, including its corners, row by row upwards.</summary>
public sealed class SampleGrid
{
    /// <summary>Creates a grid of columns × rows samples over a rectangle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two columns or rows.</exception>
    public SampleGrid(AxisScale x, AxisScale y, int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        (XScale, YScale, Columns, Rows) = (x, y, columns, rows);
    }

    public AxisScale XScale { get; }

    public AxisScale YScale { get; }

    public int Columns { get; }

    public int Rows { get; }

    public int Count => Columns * Rows;

    /// <summary>The grid over all given points and a margin of 8 % around them.</summary>
    /// <param name="features">[samples, 2]</param>
    /// <param name="moreFeatures">[samples, 2], e.g. the test set; may be empty.</param>
    /// <param name="columns">The number of samples across.</param>
    /// <param name="rows">The number of samples upwards.</param>
    /// <exception cref="ArgumentException">A length is odd.</exception>
    public static SampleGrid Around<T>(
        ReadOnlySpan<T> features, ReadOnlySpan<T> moreFeatures = default, int columns = 180, int rows = 150)
        where T : INumberBase<T>
    {
        DataRange x = new(), y = new();
        AddPairs(features, ref x, ref y);
        AddPairs(moreFeatures, ref x, ref y);
        return new SampleGrid(AxisScale.Linear(x, 0.08, 0.08), AxisScale.Linear(y, 0.08, 0.08), columns, rows);
    }

    /// <summary>The coordinates of all samples as one batch for a network of two inputs.</summary>
    /// <returns>[rows · columns, 2]; sample <c>row · columns + column</c>, x before y.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T[] Coordinates<T>()
        where T : INumberBase<T>
    {
        T[] coordinates = new T[2 * Count];
        for (int i = 0; i < Count; i++)
        {
            coordinates[2 * i] = T.CreateTruncating(XScale.At(i % Columns / (Columns - 1.0)));
            coordinates[2 * i + 1] = T.CreateTruncating(YScale.At(i / Columns / (Rows - 1.0)));
        }

        return coordinates;
    }

    private static void AddPairs<T>(ReadOnlySpan<T> features, ref DataRange x, ref DataRange y)
        where T : INumberBase<T>
    {
        LabelledPoints.ThrowIfOdd(features.Length, nameof(features));
        for (int i = 0; i < features.Length; i += 2)
        {
            x.Add(double.CreateTruncating(features[i]));
            y.Add(double.CreateTruncating(features[i + 1]));
        }
    }
}
