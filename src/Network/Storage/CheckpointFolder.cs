using System.Numerics;
using SimdOptim.Training;

namespace SimdOptim.Storage;

/// <summary>
/// A directory of the last few checkpoints of one training, a file each: <c>epoch-100.safetensors</c> after 100 epochs,
/// <c>epoch-100-step-7.safetensors</c> seven steps later. One process at a time writes.
/// </summary>
public sealed class CheckpointFolder
{
    private readonly int _keep;
    private bool _isContinued;

    /// <summary>Names a directory; nothing is read or written yet.</summary>
    /// <param name="path">The directory; made when it is first written to.</param>
    /// <param name="keep">How many checkpoints stay, at least 1: with 2, a damaged one leaves another.</param>
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
    /// Writes a checkpoint, atomically, and removes those that are not to stay. Before this folder was asked for its newest one,
    /// whatever is there is of an earlier training, and removed as soon as the first checkpoint of this one is safe.
    /// </summary>
    /// <param name="trainer">The training, after an epoch or after it was cancelled.</param>
    /// <param name="metadata">Texts to keep beside, as <see cref="Trainer{T}.SaveCheckpoint"/> takes them; or null.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="trainer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="metadata"/> has a name that is the library's, a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="NotSupportedException">A dropout draws from masks of the caller's own.</exception>
    /// <exception cref="IOException">It cannot be written; the checkpoints that were there still are.</exception>
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

    /// <summary>Finds the newest checkpoint that is not damaged; the training in this folder goes on.</summary>
    /// <param name="warn">Told of each newer one that is damaged, in a line; or null.</param>
    /// <returns>The file, or null if there is no checkpoint yet.</returns>
    /// <exception cref="InvalidDataException">There are checkpoints, and all are damaged.</exception>
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
        // A later one that is there was found damaged, or is of an earlier training.
        IEnumerable<string> mine = FindAll().Where(file => Place(file)!.Value.CompareTo(place) <= 0);
        foreach (string file in FindAll().Except(mine.Take(_isContinued ? _keep : 1)).ToArray()) File.Delete(file);
        foreach (string file in Directory.EnumerateFiles(Path, "*" + AtomicFile.UnfinishedSuffix)) File.Delete(file);
    }

    private static CheckpointPlace? Place(string file) => CheckpointPlace.Read(System.IO.Path.GetFileName(file));
}
