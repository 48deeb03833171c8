using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>Hints to bring memory nearer before it is wanted; without effect but on speed, and where there is no such instruction.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Fetches the cache line of an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}
