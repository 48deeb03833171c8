namespace SimdOptim.Storage;

/// <summary>Writes files that are there as a whole or not at all, whenever the process or the machine stops.</summary>
internal static class AtomicFile
{
    /// <summary>What the name of a file ends with until it is finished.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes beside a file, to the disk, and only then puts the result in its place.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before is still there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string unfinished = path + UnfinishedSuffix;
        try
        {
            using (FileStream stream = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"{path}: cannot be written: {fault.Message}", fault);
        }

        DirectoryFlush.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
