using System.Globalization;
using SimdOptim.Losses;

namespace SimdOptim.Data;

/// <summary>Samples for training or evaluation: the features and targets of each. Validated on creation.</summary>
/// <remarks>Immutable, so any number of threads may read it.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DataSet<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _features; // [Count, FeatureCount], then elements that are unused
    private readonly T[] _targets; // [Count, TargetCount]

    /// <summary>Takes ownership of the arrays, whose contents the caller has validated.</summary>
    internal DataSet(
        T[] features, T[] targets, int featureCount, int targetCount, IReadOnlyList<string>? featureNames, string[] classNames)
    {
        _features = features;
        _targets = targets;
        FeatureCount = featureCount;
        TargetCount = targetCount;
        FeatureNames = Array.AsReadOnly(CopyNames(featureNames, featureCount, "x", nameof(featureNames)));
        ClassNames = Array.AsReadOnly(classNames);
    }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count => _targets.Length / TargetCount;

    /// <summary>The number of features of a sample, at least 1.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of targets of a sample: 1 for classification, at least 1 for regression.</summary>
    public int TargetCount { get; }

    /// <summary>The number of classes, at least 2; 0 for regression.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>The features, [<see cref="Count"/>, <see cref="FeatureCount"/>], row-major; finite.</summary>
    public ReadOnlySpan<T> Features
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_features, 0, Count * FeatureCount);
    }

    /// <summary>
    /// The targets, [<see cref="Count"/>, <see cref="TargetCount"/>], row-major; finite. For classification the class
    /// index, an integer from 0 to <see cref="ClassCount"/> - 1.
    /// </summary>
    public ReadOnlySpan<T> Targets => _targets;

    /// <summary>The names of the features in the order of the columns; x0, x1, … by default.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>
    /// The names of the classes in the order of their indices; 0, 1, … by default; empty for regression.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Creates a data set whose target is a class index.</summary>
    /// <param name="features">[samples, featureCount], row-major, finite; copied.</param>
    /// <param name="targets">[samples], the class index of each sample, an integer from 0 to classCount - 1; copied.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="classCount">The number of classes, at least 2; a class may have no samples.</param>
    /// <param name="featureNames">The names of the features, or null for x0, x1, …; copied.</param>
    /// <param name="classNames">The names of the classes, or null for 0, 1, …; copied.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="featureCount"/> is below 1 or <paramref name="classCount"/> below 2.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are no samples; <paramref name="features"/> does not have samples·featureCount elements or has one that is not
    /// finite; <paramref name="targets"/> has an element that is not a class index; the number of names is wrong, or a name is
    /// null.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> Classification(
        ReadOnlySpan<T> features,
        ReadOnlySpan<T> targets,
        int featureCount,
        int classCount,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        CheckFeatures(features, targets.Length, featureCount, featureNames);
        string[] nameOfClass = CopyNames(classNames, classCount, "", nameof(classNames));
        int sample = ClassIndices.FindInvalid(targets, classCount - 1);
        if (sample >= 0)
        {
            throw new ArgumentException(
                $"targets must be whole numbers from 0 to {classCount - 1}; that of sample {sample} is {Show(targets[sample])}.",
                nameof(targets));
        }

        return new DataSet<T>(features.ToArray(), targets.ToArray(), featureCount, 1, featureNames, nameOfClass);
    }

    /// <inheritdoc cref="Classification(ReadOnlySpan{T}, ReadOnlySpan{T}, int, int, IReadOnlyList{string}?, IReadOnlyList{string}?)"/>
    public static DataSet<T> Classification(
        ReadOnlySpan<T> features,
        ReadOnlySpan<int> targets,
        int featureCount,
        int classCount,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? classNames = null)
    {
        Throw.IfNotSupported<T>();
        T[] indices = new T[targets.Length];
        for (int i = 0; i < indices.Length; i++) indices[i] = T.CreateChecked(targets[i]);
        return Classification(features, indices.AsSpan(), featureCount, classCount, featureNames, classNames);
    }

    /// <summary>Creates a data set whose targets are real numbers.</summary>
    /// <param name="features">[samples, featureCount], row-major, finite; copied.</param>
    /// <param name="targets">[samples, targetCount], row-major, finite; copied.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <param name="featureNames">The names of the features, or null for x0, x1, …; copied.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="featureCount"/> or <paramref name="targetCount"/> is below 1.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There are no samples; the length of <paramref name="targets"/> is not a multiple of targetCount;
    /// <paramref name="features"/> does not have samples·featureCount elements; an element is not finite; the number of names is
    /// wrong, or a name is null.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> Regression(
        ReadOnlySpan<T> features,
        ReadOnlySpan<T> targets,
        int featureCount,
        int targetCount = 1,
        IReadOnlyList<string>? featureNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        (int samples, int rest) = Math.DivRem(targets.Length, targetCount);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"targets must have {targetCount} elements a sample; it has {targets.Length}.", nameof(targets));
        }

        CheckFeatures(features, samples, featureCount, featureNames);
        for (int i = 0; i < targets.Length; i++)
        {
            if (T.IsFinite(targets[i])) continue;
            throw new ArgumentException(
                $"targets must be finite; sample {i / targetCount}, column {i % targetCount} is {Show(targets[i])}.",
                nameof(targets));
        }

        return new DataSet<T>(features.ToArray(), targets.ToArray(), featureCount, targetCount, featureNames, []);
    }

    private static void CheckFeatures(
        ReadOnlySpan<T> features, int samples, int featureCount, IReadOnlyList<string>? featureNames)
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (samples == 0) throw new ArgumentException("targets must hold at least one sample; it is empty.", "targets");
        if (features.Length != (long)samples * featureCount)
        {
            throw new ArgumentException(
                $"features must have length {(long)samples * featureCount}, {samples} samples of {featureCount}; "
                + $"it has length {features.Length}.",
                nameof(features));
        }

        string[] names = CopyNames(featureNames, featureCount, "x", nameof(featureNames));
        for (int i = 0; i < features.Length; i++)
        {
            if (T.IsFinite(features[i])) continue;
            int column = i % featureCount;
            throw new ArgumentException(
                $"features must be finite; sample {i / featureCount}, column {column} ({names[column]}) is {Show(features[i])}.",
                nameof(features));
        }
    }

    private static string[] CopyNames(IReadOnlyList<string>? names, int count, string prefix, string parameter)
    {
        string[] copy = new string[count];
        if (names is not null && names.Count != count)
            throw new ArgumentException($"{parameter} must have {count} names; it has {names.Count}.", parameter);
        for (int i = 0; i < count; i++)
        {
            copy[i] = names is null ? prefix + i.ToString(CultureInfo.InvariantCulture) : names[i]
                ?? throw new ArgumentException($"{parameter} must not hold null; the name at index {i} is.", parameter);
        }

        return copy;
    }

    private static string Show(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
