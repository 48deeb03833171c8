using SimdOptim.Randomness;

namespace SimdOptim.Data;

/// <summary>Collects the labelled points of a generator in double, and shuffles and perturbs them as scikit-learn does.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class Points<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NumPyRandom _random;
    private readonly int _featureCount;
    private readonly double[] _features; // [samples, features]
    private readonly int[] _labels; // [samples]
    private int _count;

    /// <summary>Validates the arguments that all generators have, before anything is drawn from the stream.</summary>
    public Points(NumPyRandom random, int samples, int features, double noise)
    {
        Throw.IfNotSupported<T>();
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, Array.MaxLength / features);
        Throw.IfNegativeOrNotFinite(noise);
        _random = random;
        _featureCount = features;
        _features = new double[samples * features];
        _labels = new int[samples];
    }

    public void Add(int label, (double X, double Y) point)
    {
        Span<double> row = Next(label);
        (row[0], row[1]) = point;
    }

    public void AddNormal(int label, ReadOnlySpan<double> mean, double standardDeviation)
    {
        Span<double> row = Next(label);
        for (int i = 0; i < row.Length; i++) row[i] = mean[i] + standardDeviation * _random.NextNormal();
    }

    /// <summary>Puts rows and labels in the same random order (scikit-learn's <c>utils.shuffle</c>).</summary>
    public void Shuffle()
    {
        int[] order = new int[_labels.Length];
        _random.Permutation(order);
        int[] labels = [.. _labels];
        double[] features = [.. _features];
        for (int i = 0; i < order.Length; i++)
        {
            _labels[i] = labels[order[i]];
            features.AsSpan(order[i] * _featureCount, _featureCount).CopyTo(_features.AsSpan(i * _featureCount));
        }
    }

    public void AddNoise(double standardDeviation)
    {
        if (standardDeviation == 0) return;
        foreach (ref double feature in _features.AsSpan()) feature += standardDeviation * _random.NextNormal();
    }

    public DataSet<T> ToDataSet(int classCount)
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
