using System.Runtime.InteropServices;

namespace SimdOptim.Storage;

/// <summary>
/// Tells devices and pipes, which have no length, from empty files. The runtime cannot, so this calls the C library: truncating to
/// length 0 fails for anything but a file, does not change an empty file, and does not wait for a pipe's writer.
/// </summary>
internal static partial class SpecialFile
{
    private const int InvalidArgument = 22; // EINVAL

    public static bool IsAt(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, Length: 0 }) return false;
        try
        {
            return Truncate(path, 0) != 0 && Marshal.GetLastPInvokeError() == InvalidArgument;
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "truncate", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Truncate(string path, nint length);
}
