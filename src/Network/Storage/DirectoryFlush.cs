using System.Runtime.InteropServices;

namespace SimdOptim.Storage;

/// <summary>
/// Brings the entries of a directory to the disk, so that a file that was renamed has its new name after a loss of power as well.
/// The runtime opens no directories, hence the C library; where there is none to call, the system decides when it is written.
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
