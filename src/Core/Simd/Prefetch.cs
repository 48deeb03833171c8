using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>Prefetch hints. They affect nothing but speed, and do nothing where the processor has no such instruction.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Prefetches the cache line at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}
