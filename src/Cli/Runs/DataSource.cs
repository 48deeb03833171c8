using System.Globalization;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>Where the data come from: a built-in set or a file, and perhaps a file to test on.</summary>
/// <param name="Text">As it was written: the name of a built-in set, or a path.</param>
/// <param name="BuiltIn">The built-in set, or null for a file.</param>
/// <param name="TestPath">The file to test on, or null.</param>
internal sealed record DataSource(string Text, BuiltInData? BuiltIn, string? TestPath)
{
    private const int MostLikelyClasses = 100;

    /// <summary>What <see cref="Text"/> may be, for messages.</summary>
    public static string Expected { get; } =
        $"one of {string.Join(", ", BuiltInData.All.Select(data => data.Name))} or a CSV file";

    /// <summary>A name for people, and for directories.</summary>
    public string Name
    {
        get
        {
            if (BuiltIn is not null) return BuiltIn.Name;
            string name = Path.GetFileNameWithoutExtension(Text);
            return name.Trim('.', ' ').Length > 0 ? name : "data";
        }
    }

    /// <summary>The files that are read.</summary>
    public IEnumerable<string> Files => new[] { BuiltIn is null ? Text : null, TestPath }.OfType<string>();

    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    /// <exception cref="UsageException">There is no data of this name, or it is not for this loss.</exception>
    public DataSet<T> ReadTraining<T>(uint seed, LossKind loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (BuiltIn is not null && loss.IsRegression)
        {
            throw new UsageException(
                $"--loss {loss.Name}: expected a CSV file whose last column is a number to predict, "
                + $"found {Text}, which has classes.");
        }

        if (BuiltIn is not null) return BuiltIn.Create<T>(seed);
        if (!Path.Exists(Text) && Text.AsSpan().IndexOfAny("./\\") < 0)
        {
            IEnumerable<string> names = BuiltInData.All.Select(data => data.Name);
            string suggestion = Spelling.Closest(Text, names) is { } meant ? $"; did you mean {meant}?" : ".";
            throw new UsageException($"{Text}: expected {Expected}, found neither{suggestion}");
        }

        return loss.IsRegression ? CsvDataSetReader.ReadRegression<T>(Text) : CsvDataSetReader.ReadClassification<T>(Text);
    }

    /// <exception cref="InvalidDataException">The file cannot be read or does not go with the training set.</exception>
    public DataSet<T>? ReadTest<T>(DataSet<T> training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TestPath is null) return null;
        return training.ClassCount == 0
            ? CsvDataSetReader.ReadRegression(TestPath, training)
            : CsvDataSetReader.ReadClassification(TestPath, training);
    }

    /// <summary>What is to be said where numbers to predict may have been taken for classes; or null.</summary>
    public static string? DescribeDoubt<T>(DataSet<T> training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int classes, int samples) = (training.ClassCount, training.Count);
        if ((classes <= MostLikelyClasses && classes <= samples / 2) || !training.ClassNames.All(IsNumber)) return null;
        return $"the last column has {Figures.Count(classes)} different values in {Figures.Count(samples)} samples, "
            + $"each taken for a class; --loss {LossKind.MeanSquaredError.Name} predicts them as numbers";

        static bool IsNumber(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
