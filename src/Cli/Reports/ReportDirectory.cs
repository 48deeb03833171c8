namespace SimdOptim.Cli.Reports;

/// <summary>The directory that a report is written into: each file is there as a whole or not at all.</summary>
internal sealed class ReportDirectory(string path)
{
    private readonly List<string> _created = []; // from the innermost out

    public string Path { get; } = path;

    /// <summary>Makes sure, before any work is done, that the report can be written; creates the directory.</summary>
    /// <param name="files">The names of the files to come.</param>
    /// <param name="inputs">The files that were read and must not be written over.</param>
    /// <exception cref="UsageException">The report cannot be written.</exception>
    public void Prepare(IEnumerable<string> files, IEnumerable<string> inputs)
    {
        HashSet<string> read = [.. inputs.Select(System.IO.Path.GetFullPath)];
        foreach (string target in files.Select(Resolve))
        {
            if (read.Contains(System.IO.Path.GetFullPath(target)))
                throw Refuse($"the report would overwrite the data in {target}");
            if (Directory.Exists(target)) throw Refuse($"{target} is a directory");
        }

        if (File.Exists(Path)) throw Refuse("found a file of this name");
        try
        {
            for (string? part = System.IO.Path.GetFullPath(Path); part is not null && !Directory.Exists(part);)
            {
                _created.Add(part);
                part = System.IO.Path.GetDirectoryName(part);
            }

            Directory.CreateDirectory(Path);
            string probe = Resolve($".{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refuse(fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>
    /// Writes a file beside its place and moves it there, so that a failing write leaves what was there before.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string name, Action<Stream> write)
    {
        string target = Resolve(name);
        string unfinished = Resolve($".{name}.{Guid.NewGuid():N}");
        try
        {
            using (FileStream stream = File.Create(unfinished)) write(stream);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception fault)
        {
            File.Delete(unfinished);
            if (fault is not (IOException or UnauthorizedAccessException)) throw;
            throw new IOException($"{target}: cannot be written: {fault.Message}", fault);
        }
    }

    public void Write(string name, string text) => Write(name, stream =>
    {
        using StreamWriter writer = new(stream);
        writer.Write(text);
    });

    /// <summary>Removes what an earlier run left and this one has no counterpart for.</summary>
    public void Remove(string name) => File.Delete(Resolve(name));

    /// <summary>Removes the directories that <see cref="Prepare"/> had to create, up to the first that is not empty.</summary>
    public void RemoveUnused()
    {
        foreach (string directory in _created)
        {
            if (!Directory.Exists(directory)) continue;
            if (Directory.EnumerateFileSystemEntries(directory).Any()) return;
            Directory.Delete(directory);
        }
    }

    private string Resolve(string name) => System.IO.Path.Combine(Path, name);

    private UsageException Refuse(string reason) => new($"--out {Path}: expected a directory that can be written to: {reason}.");
}
