using System.Runtime.InteropServices;

namespace SimdOptim.Storage;

/// <summary>
/// Writes the entries of a directory to the disk, so that a renamed file keeps its new name after a loss of power. The runtime opens
/// no directories, so this calls the C library; without one, the system decides when the entries are written.
/// </summary>
internal static partial class DirectoryFlush
{
    public static void Run(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            int descriptor = Open(directory, 0);
            if (descriptor < 0) return;
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            // The rename itself is done.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
