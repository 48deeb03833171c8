using System.Numerics;

namespace SimdOptim.Data;

/// <summary>
/// Reads data sets from comma-separated files: a sample a line, the last column the target, all others features.
/// </summary>
/// <remarks>
/// <para>The first line is a header if none of its cells is a number. Numbers are written as in C (<c>-1.5e3</c>), whatever the
/// culture; they are read in double and rounded once. Text is UTF-8, with a byte order mark or without; lines end in LF, CRLF
/// or CR and hold at most a mebibyte; blank lines are allowed at the end. Cells may stand in double quotes, but not span
/// lines.</para>
/// <para>Every fault of a file is an <see cref="InvalidDataException"/> whose message is one line that names the file, the line
/// and column where there are such, both counted from 1, and what was expected:
/// <c>points.csv, line 7, column 2 (x1): expected a number, found "abc".</c> A file that is missing, a directory, or may not be
/// read is such a fault too, with the original exception inside.</para>
/// </remarks>
public static class CsvDataSetReader
{
    /// <summary>Reads a file whose last column is a label, a number or text.</summary>
    /// <remarks>
    /// Numeric labels become classes in ascending order of their value, 1 and 1.0 being the same; labels that are text in ordinal
    /// order. Labels must be all of one kind. With a training set, labels are matched to its classes instead.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="training">
    /// For a test set the training set, which gives the number of columns, the classes, and the names of the features if the file
    /// has no header; otherwise null.
    /// </param>
    /// <returns>A data set of one target, the index of the class.</returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read; is empty, holds only a header, only one column or only one class; has a line of another number of
    /// columns, a blank cell, a feature that is not a finite number in the range of <typeparamref name="T"/>, a label of the
    /// wrong kind or unknown to the training set, a misplaced quote, or bytes that are not text.
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

        ClassLabels labels = training is null ? new ClassLabels() : new ClassLabels(training.ClassNames);
        List<int> indices = [];
        using CsvRows rows = CsvRows.Open(path);
        T[] features = ReadRows(rows, training, target => indices.Add(labels.Read(rows, target)));
        if (training is not null) return Classified([.. indices], training.ClassNames);

        (string[] names, int[] ranks) = labels.Sort();
        if (names.Length < 2)
        {
            throw rows.FaultOfColumn(
                rows.ColumnCount - 1, $"expected at least 2 classes, found only {CsvRows.Quoted(names[0])}");
        }

        return Classified([.. indices.Select(index => ranks[index])], names);

        DataSet<T> Classified(int[] classes, IReadOnlyList<string> classNames) => DataSet<T>.Classification(
            features,
            Array.ConvertAll(classes, T.CreateTruncating),
            rows.ColumnCount - 1,
            classNames.Count,
            FeatureNames(rows, training),
            classNames);
    }

    /// <summary>Reads a file whose last column is a number to predict.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="training">
    /// For a test set the training set, which gives the number of columns, and the names of the features if the file has no
    /// header; otherwise null.
    /// </param>
    /// <returns>A data set of one target.</returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read; is empty, holds only a header or only one column; has a line of another number of columns, a
    /// blank cell, a cell that is not a finite number in the range of <typeparamref name="T"/>, a misplaced quote, or bytes that
    /// are not text.
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
                $"training must be a regression set of one target; it has {training.ClassCount} classes and "
                + $"{training.TargetCount} targets.",
                nameof(training));
        }

        List<T> targets = [];
        using CsvRows rows = CsvRows.Open(path);
        T[] features = ReadRows(rows, training, target => targets.Add(rows.Number<T>(target)));
        return DataSet<T>.Regression(
            features, targets.ToArray(), rows.ColumnCount - 1, featureNames: FeatureNames(rows, training));
    }

    /// <summary>
    /// Reads the features of a file, to predict by. If it has one column more, that is taken for a target and not looked at.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="featureCount">The features of a sample, at least 1.</param>
    /// <returns><c>[samples, featureCount]</c></returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read; is empty or holds only a header; has another number of columns, a blank cell, a feature that is
    /// not a finite number in the range of <typeparamref name="T"/>, a misplaced quote, or bytes that are not text.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="featureCount"/> is below 1.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static T[] ReadFeatures<T>(string path, int featureCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        using CsvRows rows = CsvRows.Open(path, hasTarget: false);
        if (rows.ColumnCount != featureCount && rows.ColumnCount != featureCount + 1L)
            throw rows.Fault("line 1", $"expected {featureCount} columns, or one more with a target, found {rows.ColumnCount}");
        return ReadFeatures<T>(rows, featureCount, static _ => { });
    }

    private static T[] ReadRows<T>(CsvRows rows, DataSet<T>? training, Action<int> readTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (training is not null) rows.RefuseColumnCountOtherThan(training.FeatureCount + 1);
        return ReadFeatures<T>(rows, rows.ColumnCount - 1, readTarget);
    }

    private static T[] ReadFeatures<T>(CsvRows rows, int featureCount, Action<int> readTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<T> features = []; // [samples, features]
        while (rows.Read())
        {
            for (int column = 0; column < featureCount; column++) features.Add(rows.Number<T>(column));
            readTarget(featureCount);
        }

        return features.Count > 0 ? [.. features] : throw rows.Fault("line 2", "expected a row of numbers, found only a header");
    }

    private static IReadOnlyList<string>? FeatureNames<T>(CsvRows rows, DataSet<T>? training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        rows.Header?.SkipLast(1).ToArray() ?? training?.FeatureNames;
}
