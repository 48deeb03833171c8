using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Cli.Runs;

/// <summary>Writes the checkpoints of a run, at intervals and when it is interrupted, and resumes from them.</summary>
/// <param name="run">The run.</param>
/// <param name="note">Called with each message about a checkpoint that is ignored.</param>
internal sealed class RunCheckpoints<T>(TrainingRun<T> run, Action<string> note)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Otherwise = "without --resume training starts from the beginning";

    private readonly CheckpointFolder _folder = new(Path.Combine(run.Settings.Directory, "checkpoints"));
    private (int Epochs, int Steps)? _saved; // in the newest

    private (int Epochs, int Steps) Position => (run.Epochs.Count, run.StepsIntoEpoch);

    /// <summary>Continues the run from the newest checkpoint, if there is one.</summary>
    /// <returns>A sentence that says where training starts.</returns>
    /// <exception cref="UsageException">The checkpoint was written with other options.</exception>
    /// <exception cref="InvalidDataException">No checkpoint can be read, or it is of other data.</exception>
    public string Resume()
    {
        if (_folder.FindNewest(damage => note($"{damage} It is ignored.")) is not { } newest)
            return $"no checkpoint in {_folder.Path} yet: training starts from the beginning";
        RefuseOtherOptions(newest);
        run.Resume(newest);
        _saved = Position;
        return $"resuming from {newest}";
    }

    /// <summary>Saves a checkpoint if one is due after the epoch.</summary>
    public void AfterEpoch()
    {
        if (run.Epochs.Count % run.Settings.CheckpointInterval == 0) Save();
    }

    /// <summary>Saves the end of a training that may be continued.</summary>
    /// <returns>A sentence that says where, or null if nothing was saved.</returns>
    public string? AfterTraining()
    {
        bool isWanted = run.Settings.CheckpointInterval is not null || run.IsCancelled;
        if (_saved == Position || run.StoppedBy is not null || !isWanted) return null;
        return $"checkpoint: {Save()}; the same command with --resume continues from it";
    }

    private string Save()
    {
        _saved = Position;
        return run.Save(_folder);
    }

    private void RefuseOtherOptions(string checkpoint)
    {
        using SafetensorsFile file = SafetensorsFile.Open(checkpoint);
        foreach ((string option, string value) in run.Settings.Texts)
        {
            if (!file.Metadata.TryGetValue(option, out string? kept) || kept == value) continue;
            throw new UsageException($"{option} {value}: expected {kept} as in {checkpoint}; {Otherwise}.");
        }

        bool isKnown = int.TryParse(file.Metadata.GetValueOrDefault("simdoptim.epoch"), out int epochs);
        if (file.Metadata.ContainsKey("simdoptim.epoch_step")) epochs++; // one is begun
        if (isKnown && epochs > run.Settings.Epochs)
        {
            throw new UsageException(
                $"--epochs {run.Settings.Epochs}: expected at least the {epochs} of {checkpoint}; {Otherwise}.");
        }
    }
}

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
        JsonException? cause = null;
        try
        {
            string[]? names = JsonSerializer.Deserialize<string[]>(text);
            if (names is null || !names.Contains(null)) return names;
        }
        catch (JsonException fault)
        {
            cause = fault;
        }

        throw new InvalidDataException($"{path}, metadata \"{key}\": expected a list of names, found otherwise.", cause);
    }
}
