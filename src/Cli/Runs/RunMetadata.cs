using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using SimdOptim.Training;

namespace SimdOptim.Cli.Runs;

/// <summary>The metadata of a model or checkpoint file: the options and what has happened so far.</summary>
/// <param name="Retries">The divergences after which an epoch was repeated.</param>
/// <param name="Duration">The time that the epochs took.</param>
internal sealed record RunMetadata(IReadOnlyList<Divergence> Retries, TimeSpan Duration)
{
    public const string ClassNames = "classes";
    public const string FeatureNames = "features";

    private const string RetriesName = "retries";
    private const string SecondsName = "seconds";

    private static readonly JsonSerializerOptions _format = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Everything but the time it took, so that the same run gives the same file.</summary>
    public static Dictionary<string, string> Of<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(run.Settings.Texts)
        {
            [ClassNames] = JsonSerializer.Serialize(run.Training.ClassNames),
            [FeatureNames] = JsonSerializer.Serialize(run.Training.FeatureNames),
            [RetriesName] = JsonSerializer.Serialize(run.Retries, _format),
        };

    /// <summary>The metadata of a run that will be continued.</summary>
    public static Dictionary<string, string> OfCheckpoint<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Of(run))
        {
            [SecondsName] = run.Duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
        };

    /// <summary>Reads what happened before a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The metadata are missing or malformed.</exception>
    public static RunMetadata Read(string path, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            return new RunMetadata(
                JsonSerializer.Deserialize<Divergence[]>(metadata[RetriesName], _format) ?? [],
                TimeSpan.FromSeconds(double.Parse(metadata[SecondsName], CultureInfo.InvariantCulture)));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or JsonException or FormatException or OverflowException)
        {
            throw new InvalidDataException(
                $"{path}: expected a checkpoint of '{Program.Name} train', found another: {fault.Message}", fault);
        }
    }

    /// <summary>Reads the names of classes or features; null if the file has none.</summary>
    /// <exception cref="InvalidDataException">The metadata are not a list of names.</exception>
    public static string[]? ReadNames(string path, IReadOnlyDictionary<string, string> metadata, string key)
    {
        if (!metadata.TryGetValue(key, out string? text)) return null;
        try
        {
            string[]? names = JsonSerializer.Deserialize<string[]>(text);
            return names is null || !names.Contains(null) ? names : throw NoNames(path, key, null);
        }
        catch (JsonException fault)
        {
            throw NoNames(path, key, fault);
        }
    }

    private static InvalidDataException NoNames(string path, string key, Exception? cause) =>
        new($"{path}, metadata \"{key}\": expected a list of names, found otherwise.", cause);
}
