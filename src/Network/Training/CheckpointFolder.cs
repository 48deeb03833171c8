using System.Globalization;
using SimdOptim.Training;

namespace SimdOptim.Storage; // that of earlier versions; the folder depends on Training

/// <summary>
/// A directory of the last checkpoints of one training, one file each: <c>epoch-100.safetensors</c> after 100 epochs,
/// <c>epoch-100-step-7.safetensors</c> seven steps later. Only one process at a time may write to it.
/// </summary>
public sealed class CheckpointFolder
{
    private readonly int _keep;
    private bool _isContinued;

    /// <summary>Initializes the folder; nothing is read or written yet.</summary>
    /// <param name="path">The directory; the first checkpoint creates it.</param>
    /// <param name="keep">The number of checkpoints to keep, at least 1; with 2, there is another if one is damaged.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keep"/> is below 1.</exception>
    public CheckpointFolder(string path, int keep = 3)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        Path = path;
        _keep = keep;
    }

    /// <summary>Gets the directory.</summary>
    public string Path { get; }

    /// <summary>Returns the files of the checkpoints, the newest first.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<string> FindAll() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path).Where(file => Place(file) is not null).OrderByDescending(Place)]
        : [];

    /// <summary>
    /// Writes a checkpoint atomically, and removes the oldest. Unless <see cref="FindNewest"/> was called before, the checkpoints
    /// in the directory belong to an earlier training, and are removed once the first checkpoint of this one is on the disk.
    /// </summary>
    /// <param name="trainer">The trainer, after an epoch or after it was cancelled.</param>
    /// <param name="metadata">Texts to save with it, as for <see cref="Trainer{T}.SaveCheckpoint"/>; or null.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="trainer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="metadata"/> has a name that is the library's, a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; the earlier checkpoints are unchanged.</exception>
    public string Save<T>(Trainer<T> trainer, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        CallersMetadata.Refuse(metadata);
        CheckpointPlace place = new(trainer.History.Count, trainer.StepsIntoEpoch);
        string written = System.IO.Path.Combine(Path, place.FileName);
        try
        {
            _ = Directory.CreateDirectory(Path);
            trainer.SaveCheckpoint(written, metadata);
            RemoveOthers(place);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"{Path}: cannot be written: {fault.Message}", fault);
        }

        _isContinued = true;
        return written;
    }

    /// <summary>Finds the newest checkpoint that is not damaged, and continues the training of this folder.</summary>
    /// <param name="warn">Called with one line about each newer checkpoint that is damaged; or null.</param>
    /// <returns>The file, or null if there is no checkpoint.</returns>
    /// <exception cref="InvalidDataException">All checkpoints are damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public string? FindNewest(Action<string>? warn = null)
    {
        InvalidDataException? first = null;
        foreach (string path in FindAll())
        {
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(path);
                file.RefuseDamage();
                _isContinued = true;
                return path;
            }
            catch (InvalidDataException fault)
            {
                first ??= fault;
                warn?.Invoke(fault.Message);
            }
        }

        return first is null ? null : throw first;
    }

    private void RemoveOthers(CheckpointPlace place)
    {
        // A later checkpoint is damaged, or belongs to an earlier training.
        IEnumerable<string> mine = FindAll().Where(file => Place(file)!.Value.CompareTo(place) <= 0);
        foreach (string file in FindAll().Except(mine.Take(_isContinued ? _keep : 1)).ToArray()) File.Delete(file);
        foreach (string file in Directory.EnumerateFiles(Path, "*" + AtomicFile.UnfinishedSuffix)) File.Delete(file);
    }

    private static CheckpointPlace? Place(string file) => CheckpointPlace.Read(System.IO.Path.GetFileName(file));
}

/// <summary>How far the training of a checkpoint had come, which the name of its file says.</summary>
/// <param name="Epochs">The number of finished epochs.</param>
/// <param name="Steps">The number of steps of the next epoch.</param>
internal readonly record struct CheckpointPlace(int Epochs, int Steps) : IComparable<CheckpointPlace>
{
    private const string EpochPrefix = "epoch-";
    private const string StepPrefix = "-step-";
    private const string Suffix = ".safetensors";

    public string FileName => Steps == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{EpochPrefix}{Epochs}{Suffix}")
        : string.Create(CultureInfo.InvariantCulture, $"{EpochPrefix}{Epochs}{StepPrefix}{Steps}{Suffix}");

    /// <summary>Reads the name of a file; null if it is not a checkpoint's.</summary>
    public static CheckpointPlace? Read(string fileName)
    {
        if (!fileName.StartsWith(EpochPrefix, StringComparison.Ordinal) || !fileName.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        string[] numbers = fileName[EpochPrefix.Length..^Suffix.Length].Split(StepPrefix);
        int steps = 0;
        if (numbers.Length > 2 || !TryRead(numbers[0], out int epochs) || (numbers.Length == 2 && !TryRead(numbers[1], out steps))) return null;
        return new CheckpointPlace(epochs, steps);
    }

    public int CompareTo(CheckpointPlace other) => (Epochs, Steps).CompareTo((other.Epochs, other.Steps));

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
