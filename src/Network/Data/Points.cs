using System.Numerics;
using SimdOptim.Randomness;

namespace SimdOptim.Data;

/// <summary>Labelled points in double while they are being made; what scikit-learn's generators do after the formula.</summary>
internal sealed class Points
{
    private readonly int _featureCount;
    private readonly double[] _features; // [samples, features]
    private readonly int[] _labels; // [samples]
    private int _count;

    public Points(int samples, int features, double noise)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, Array.MaxLength / features);
        Throw.IfNegativeOrNotFinite(noise);
        _featureCount = features;
        _features = new double[samples * features];
        _labels = new int[samples];
    }

    public void Add(int label, double x, double y)
    {
        Span<double> row = Next(label);
        row[0] = x;
        row[1] = y;
    }

    public void AddNormal(NumPyRandom random, int label, ReadOnlySpan<double> mean, double standardDeviation)
    {
        Span<double> row = Next(label);
        for (int i = 0; i < row.Length; i++) row[i] = mean[i] + standardDeviation * random.NextNormal();
    }

    /// <summary>Rows and labels in one random order (scikit-learn's <c>utils.shuffle</c>).</summary>
    public void Shuffle(NumPyRandom random)
    {
        int[] order = new int[_labels.Length];
        random.Permutation(order);
        int[] labels = [.. _labels];
        double[] features = [.. _features];
        for (int i = 0; i < order.Length; i++)
        {
            _labels[i] = labels[order[i]];
            features.AsSpan(order[i] * _featureCount, _featureCount).CopyTo(_features.AsSpan(i * _featureCount));
        }
    }

    public void AddNoise(NumPyRandom random, double standardDeviation)
    {
        if (standardDeviation == 0) return;
        foreach (ref double feature in _features.AsSpan()) feature += standardDeviation * random.NextNormal();
    }

    public DataSet<T> ToDataSet<T>(int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] features = Array.ConvertAll(_features, T.CreateTruncating);
        T[] targets = Array.ConvertAll(_labels, T.CreateTruncating);
        return DataSet<T>.Classification(features, targets, _featureCount, classCount);
    }

    private Span<double> Next(int label)
    {
        _labels[_count] = label;
        return _features.AsSpan(_count++ * _featureCount, _featureCount);
    }
}
