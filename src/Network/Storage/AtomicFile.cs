namespace SimdOptim.Storage;

/// <summary>Writes whole files or none, whenever the process or the machine stops.</summary>
internal static class AtomicFile
{
    /// <summary>The end of a file's name until the file is finished.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes a new file to the disk, and only then moves it to its place.</summary>
    /// <remarks>A link stays, and its target is replaced. Devices and pipes are refused, since they would become files.</remarks>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged, and no other is left.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string? unfinished = null;
        try
        {
            FileInfo file = new(path);
            string target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target)) throw new IOException("It is a directory.");
            if (CLibrary.IsSpecialFile(target)) throw new IOException("It is a device or a pipe.");
            using (FileStream stream = new(target + UnfinishedSuffix, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                unfinished = stream.Name;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: true);
            CLibrary.FlushDirectory(Path.GetDirectoryName(unfinished)!);
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
