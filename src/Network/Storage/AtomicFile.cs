namespace SimdOptim.Storage;

/// <summary>Writes files that are there as a whole or not at all, whenever the process or the machine stops.</summary>
internal static class AtomicFile
{
    /// <summary>What the name of a file ends with until it is finished.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes beside a file, to the disk, and only then puts the result in its place.</summary>
    /// <remarks>A link stays, and what it leads to is replaced. A device or a pipe would become a file, and is refused.</remarks>
    /// <exception cref="IOException">It cannot be written; what was there before is still there, and nothing else.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string? unfinished = null;
        try
        {
            FileInfo file = new(path);
            string target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target)) throw new IOException("It is a directory.");
            if (SpecialFile.IsAt(target)) throw new IOException("It is a device or a pipe.");
            using (FileStream stream = new(target + UnfinishedSuffix, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                unfinished = stream.Name;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: true);
            DirectoryFlush.Run(Path.GetDirectoryName(unfinished)!);
        }
        catch (Exception fault)
        {
            if (unfinished is not null) File.Delete(unfinished);
            if (fault is IOException or UnauthorizedAccessException)
                throw new IOException($"{path}: cannot be written: {fault.Message}", fault);
            throw;
        }
    }
}
