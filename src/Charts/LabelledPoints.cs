using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Charts;

/// <summary>Samples of two features, each with the index of its class.</summary>
public sealed class LabelledPoints
{
    private LabelledPoints(Point[] positions, int[] classes) => (Positions, Classes) = (positions, classes);

    public static LabelledPoints None { get; } = new([], []);

    public Point[] Positions { get; }

    public int[] Classes { get; }

    public int Count => Positions.Length;

    /// <summary>Takes the points from a batch.</summary>
    /// <param name="features">[samples, 2]</param>
    /// <param name="classes">[samples], from 0.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative.</exception>
    public static LabelledPoints Of<T>(ReadOnlySpan<T> features, ReadOnlySpan<int> classes)
        where T : INumberBase<T>
    {
        ThrowIfOdd(features.Length, nameof(features));
        if (features.Length != 2 * classes.Length)
            throw new ArgumentException($"{features.Length / 2} points have {classes.Length} classes.", nameof(classes));
        if (classes.ContainsAnyExceptInRange(0, int.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(classes), "Classes are counted from 0; one is negative.");
        Point[] positions = new Point[classes.Length];
        for (int i = 0; i < positions.Length; i++)
            positions[i] = new(double.CreateTruncating(features[2 * i]), double.CreateTruncating(features[2 * i + 1]));
        return new LabelledPoints(positions, classes.ToArray());
    }

    /// <summary>Takes the samples of a data set of two features and their classes.</summary>
    public static LabelledPoints Of<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] classes = new int[data.Count];
        for (int i = 0; i < classes.Length; i++) classes[i] = int.CreateTruncating(data.Targets[i]);
        return Of(data.Features, classes);
    }

    /// <summary>Refuses a batch of odd length.</summary>
    public static void ThrowIfOdd(int length, string name)
    {
        if (length % 2 != 0) throw new ArgumentException($"{length} numbers are not pairs of two features.", name);
    }
}
