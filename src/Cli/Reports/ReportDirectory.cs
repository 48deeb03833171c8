namespace SimdOptim.Cli.Reports;

/// <summary>The directory of a report: each file is written as a whole or not at all.</summary>
internal sealed class ReportDirectory(string path)
{
    private readonly List<string> _created = []; // the innermost first

    public string Path { get; } = path;

    /// <summary>The path of a file in the directory.</summary>
    public string Resolve(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes sure, before any work is done, that the report can be written; creates the directory.</summary>
    /// <param name="files">The names of the files that will be written.</param>
    /// <param name="inputs">The files that were read and must not be overwritten.</param>
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
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refuse(fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Writes a file under another name and then renames it, so that a failing write leaves the old file.</summary>
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

    /// <summary>Removes a file of an earlier run that this one does not write.</summary>
    public void Remove(string name) => File.Delete(Resolve(name));

    /// <summary>Removes the directories that <see cref="Prepare"/> created, up to the first that is not empty.</summary>
    public void RemoveUnused()
    {
        foreach (string directory in _created)
        {
            if (!Directory.Exists(directory)) continue;
            if (Directory.EnumerateFileSystemEntries(directory).Any()) return;
            Directory.Delete(directory);
        }
    }

    private UsageException Refuse(string reason) => new($"--out {Path}: expected a directory that can be written to: {reason}.");
}
