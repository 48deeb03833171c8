using System.Diagnostics;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>A data set that the program makes itself.</summary>
internal sealed record BuiltInData(string Name, string Description)
{
    public static IReadOnlyList<BuiltInData> All { get; } =
    [
        new("moons", "two half moons, interleaved: 300 samples, noise 0.2"),
        new("circles", "a circle within a circle: 300 samples, noise 0.05"),
        new("xor", "four quarters of a square, opposite ones alike: 300 samples, noise 0.05"),
        new("blobs", "three clouds of 100 samples: 3 classes"),
        new("spiral", "three arms of 100 samples: 3 classes; needs wider layers, such as --layers 32,32"),
    ];

    public DataSet<T> Create<T>(uint seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Name switch
        {
            "moons" => DataSets.Moons<T>(seed, 300, noise: 0.2),
            "circles" => DataSets.Circles<T>(seed, 300, noise: 0.05),
            "xor" => DataSets.Xor<T>(seed, 300, noise: 0.05),
            "blobs" => DataSets.Blobs<T>(seed, 300),
            "spiral" => DataSets.Spiral<T>(seed, samplesPerClass: 100, classes: 3),
            _ => throw new UnreachableException(Name),
        };
}

/// <summary>Where the training data come from: a built-in set or a CSV file.</summary>
/// <param name="Text">The name of a built-in set, or a path.</param>
internal sealed record DataSource(string Text)
{
    private static readonly IEnumerable<string> _names = BuiltInData.All.Select(data => data.Name);

    /// <summary>What <see cref="Text"/> may be, for messages.</summary>
    public static string Expected { get; } = $"one of {string.Join(", ", _names)} or a CSV file";

    /// <summary>The built-in set, or null for a file.</summary>
    public BuiltInData? BuiltIn { get; } = BuiltInData.All.FirstOrDefault(data => data.Name == Text);

    /// <summary>A name for titles and directories.</summary>
    public string Name
    {
        get
        {
            if (BuiltIn is not null) return BuiltIn.Name;
            string name = Path.GetFileNameWithoutExtension(Text);
            return name.Trim('.', ' ').Length > 0 ? name : "data";
        }
    }

    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    /// <exception cref="UsageException">There is no data set of this name, or it does not suit the loss.</exception>
    public DataSet<T> Read<T>(uint seed, LossKind loss)
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
            throw new UsageException($"{Text}: expected {Expected}, found neither{Spelling.Suggestion(Text, _names)}");
        return loss.IsRegression ? CsvDataSetReader.ReadRegression<T>(Text) : CsvDataSetReader.ReadClassification<T>(Text);
    }
}
