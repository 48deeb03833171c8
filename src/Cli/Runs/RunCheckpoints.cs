using System.Numerics;
using SimdOptim.Cli.Reports;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Runs;

/// <summary>The checkpoints of a run: written on the way and when it is interrupted, and gone on from.</summary>
/// <param name="run">The run.</param>
/// <param name="directory">The directory of its report.</param>
/// <param name="interval">After how many epochs one is written; null for none on the way.</param>
/// <param name="terminal">Where to say what happens.</param>
internal sealed class RunCheckpoints<T>(TrainingRun<T> run, ReportDirectory directory, int? interval, Terminal terminal)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Otherwise = "without --resume training begins afresh";

    private readonly CheckpointFolder _folder = new(Path.Combine(directory.Path, "checkpoints"));
    private (int Epochs, int Steps)? _saved; // in the newest

    private (int Epochs, int Steps) Place => (run.Epochs.Count, run.StepsIntoEpoch);

    /// <summary>Takes the run up where the newest checkpoint left it; where there is none yet, it begins afresh.</summary>
    /// <exception cref="UsageException">The checkpoint is of other options.</exception>
    /// <exception cref="InvalidDataException">No checkpoint can be read, or it is of other data.</exception>
    public void Resume()
    {
        if (_folder.FindNewest(damage => terminal.Error.WriteLine($"note: {damage} It is left out.")) is not { } newest)
        {
            terminal.Output.WriteLine($"no checkpoint in {_folder.Path} yet: training begins afresh");
            return;
        }

        RefuseOtherOptions(newest);
        run.Resume(newest);
        _saved = Place;
        terminal.Output.WriteLine($"going on from {newest}");
    }

    public void AfterEpoch()
    {
        if (run.Epochs.Count % interval == 0) Save();
    }

    /// <summary>Keeps what was reached, where a run may want to go on from it.</summary>
    public void AfterTraining()
    {
        if (_saved == Place || run.StoppedBy is not null || (interval is null && !run.IsCancelled)) return;
        terminal.Output.WriteLine($"checkpoint: {Save()}; the same command with --resume goes on from it");
    }

    private string Save()
    {
        _saved = Place;
        return run.Save(_folder);
    }

    private void RefuseOtherOptions(string checkpoint)
    {
        using SafetensorsFile file = SafetensorsFile.Open(checkpoint);
        foreach ((string option, string value) in SettingsText.Of(run.Settings))
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
