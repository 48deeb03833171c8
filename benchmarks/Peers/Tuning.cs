using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>
/// Environment variables that make the peers as fast as possible on one thread. They must be set before the peers are loaded.
/// Variables that are already set are kept.
/// </summary>
internal static partial class Tuning
{
    private static readonly string[] _threads = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"];

    /// <summary>
    /// Gets the variables: one thread, and OpenBLAS's AVX-512 kernels, which it does not select on every processor that has them.
    /// </summary>
    public static IEnumerable<(string Name, string Value)> Variables
    {
        get
        {
            foreach (string name in _threads) yield return (name, "1");
            if (Avx512F.IsSupported) yield return ("OPENBLAS_CORETYPE", "SkylakeX");

            // Otherwise glibc returns large tensors to the system after each step, and every page faults again.
            yield return ("MALLOC_MMAP_THRESHOLD_", "268435456");
            yield return ("MALLOC_TRIM_THRESHOLD_", "268435456");
        }
    }

    /// <summary>
    /// Tunes libraries in this process. It calls setenv, because native code does not see the variables that .NET sets.
    /// </summary>
    public static void ApplyToThisProcess()
    {
        if (OperatingSystem.IsWindows()) return;
        foreach ((string name, string value) in Variables) _ = SetEnvironmentVariable(name, value, overwrite: 0);
    }

    /// <summary>Tunes a process before it starts.</summary>
    public static void ApplyTo(IDictionary<string, string?> environment)
    {
        foreach ((string name, string value) in Variables) environment.TryAdd(name, value);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
