using System.Numerics;
using System.Runtime.InteropServices;

namespace SimdOptim.Data;

/// <summary>Reads data sets from comma-separated files. Each row is a sample; the last column is the target.</summary>
/// <remarks>
/// <para>The first row is a header if none of its cells is a number. Numbers have a decimal point, whatever the culture
/// (<c>-1.5e3</c>); they are parsed as double and rounded to T. Text is UTF-8, with or without a byte order mark. Lines end in
/// LF, CRLF or CR and have at most 1,048,576 characters; blank lines are skipped. Cells may be quoted, but must not span lines.
/// </para>
/// <para>Every fault of a file is an <see cref="InvalidDataException"/>. Its message is one line that names the file, the line
/// and column (both from 1) where they are known, and what was expected:
/// <c>points.csv, line 7, column 2 (x1): expected a number, found "abc".</c> If the file cannot be opened or read, the original
/// exception is the inner exception. Faults are: no rows; rows of different lengths; a blank cell; a number that is not finite or
/// overflows T; a quote that is not around a whole cell and not doubled inside one; bytes that are not UTF-8.</para>
/// </remarks>
public static class CsvDataSetReader
{
    /// <summary>Reads a file whose last column is a label, either numbers or text.</summary>
    /// <remarks>
    /// Numeric labels become classes in ascending order of their value, where 1 and 1.0 are equal; text labels become classes in
    /// ordinal order. With a training set, each label is looked up among its classes instead.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="training">
    /// For a test set, the training set: it gives the number of columns, the classes, and the names of the features if the file
    /// has no header. Otherwise null.
    /// </param>
    /// <returns>A data set whose target is the class index.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is faulty, has one column or one class, mixes numeric and text labels, or does not fit the training set.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="training"/> has no classes.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> ReadClassification<T>(string path, DataSet<T>? training = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        if (training is { ClassCount: 0 })
            throw new ArgumentException("training must have classes; it is a regression set.", nameof(training));

        ClassLabels labels = new(training?.ClassNames);
        using CsvRows rows = new(path);
        List<int> classes = [];
        T[] features = ReadFeatures(rows, training, column => classes.Add(labels.Read(rows, column)));
        string[] names = training is null ? labels.Sort(CollectionsMarshal.AsSpan(classes)) : [.. training.ClassNames];
        if (names.Length < 2)
        {
            throw rows.FaultOfColumn(
                rows.ColumnCount - 1, $"expected at least 2 classes, found only {FileFault.Quoted(names[0])}");
        }

        return Create(rows, features, [.. classes.Select(T.CreateTruncating)], training, names);
    }

    /// <summary>Reads a file whose last column is a number to predict.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="training">
    /// For a test set, the training set: it gives the number of columns, and the names of the features if the file has no header.
    /// Otherwise null.
    /// </param>
    /// <returns>A data set with one target.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is faulty, has one column, or does not fit the training set.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="training"/> has classes or several targets.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> ReadRegression<T>(string path, DataSet<T>? training = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        if (training is not null and not { ClassCount: 0, TargetCount: 1 })
        {
            throw new ArgumentException(
                $"training must be a regression set with one target; it has {training.ClassCount} classes and "
                + $"{training.TargetCount} targets.",
                nameof(training));
        }

        using CsvRows rows = new(path);
        List<T> targets = [];
        T[] features = ReadFeatures(rows, training, column => targets.Add(rows.Number<T>(column)));
        return Create(rows, features, [.. targets], training, []);
    }

    /// <summary>Reads features to predict from. If the file has one more column, a target, that column is ignored.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <returns><c>[samples, featureCount]</c></returns>
    /// <exception cref="InvalidDataException">The file is faulty or has a different number of columns.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="featureCount"/> is below 1.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static T[] ReadFeatures<T>(string path, int featureCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        using CsvRows rows = new(path);
        rows.CheckColumnCount(
            rows.ColumnCount == featureCount || rows.ColumnCount == featureCount + 1L,
            $"{featureCount} columns, or one more with a target");
        T[] features = rows.ReadAll<T>(featureCount, static _ => { }, out int rowCount);
        Array.Resize(ref features, rowCount * featureCount);
        return features;
    }

    private static T[] ReadFeatures<T>(CsvRows rows, DataSet<T>? training, Action<int> readTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        rows.CheckColumnCount(rows.ColumnCount > 1, "at least 2 columns separated by commas, the last one the target");
        int columnCount = training?.FeatureCount + 1 ?? rows.ColumnCount;
        rows.CheckColumnCount(rows.ColumnCount == columnCount, $"{columnCount} columns as in the training set");
        return rows.ReadAll<T>(columnCount - 1, readTarget, out _);
    }

    private static DataSet<T> Create<T>(CsvRows rows, T[] features, T[] targets, DataSet<T>? training, string[] classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            features,
            targets,
            rows.ColumnCount - 1,
            targetCount: 1,
            rows.Header?.SkipLast(1).ToArray() ?? training?.FeatureNames,
            classNames);
}
