using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>Hints to bring memory nearer before it is wanted; without effect but on speed, and where there is no such instruction.</summary>
internal static unsafe class Prefetch
{
    private const int LineSize = 64;

    /// <summary>Fetches the lines of so many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(void* address, int bytes)
    {
        if (!Sse.IsSupported) return;
        for (int offset = 0; offset < bytes; offset += LineSize) Sse.Prefetch0((byte*)address + offset);
    }
}
