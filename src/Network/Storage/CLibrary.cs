using System.Runtime.InteropServices;

namespace SimdOptim.Storage;

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
