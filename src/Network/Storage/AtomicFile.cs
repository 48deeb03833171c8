using System.Runtime.InteropServices;

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

/// <summary>What the runtime cannot do with files, by the C library; nothing where there is none.</summary>
internal static partial class CLibrary
{
    private const int InvalidArgument = 22; // EINVAL

    /// <summary>
    /// Returns whether a path is a device or a pipe, which have no length, and not an empty file: truncating to length 0 fails for
    /// anything but a file, does not change an empty file, and does not wait for a pipe's writer.
    /// </summary>
    public static bool IsSpecialFile(string path) =>
        new FileInfo(path) is { Exists: true, Length: 0 }
        && Try(() => Truncate(path, 0) != 0 && Marshal.GetLastPInvokeError() == InvalidArgument);

    /// <summary>Writes the entries of a directory to the disk, so that a renamed file keeps its new name after a loss of power.</summary>
    public static void FlushDirectory(string directory) => Try(() =>
    {
        int descriptor = Open(directory, 0);
        return descriptor >= 0 && (Synchronize(descriptor), Close(descriptor)) == (0, 0);
    });

    private static bool Try(Func<bool> call)
    {
        try
        {
            return !OperatingSystem.IsWindows() && call();
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "truncate", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Truncate(string path, nint length);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
