using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>Decides which vector type the loops of this library use.</summary>
/// <remarks>
/// A loop that is generic in its vector type is called as <c>RegisterWidth.IsWide ? Run&lt;WideVector&gt;() :
/// Run&lt;VariableVector&gt;()</c>.
/// </remarks>
internal static class RegisterWidth
{
    /// <summary>
    /// Gets whether loops use <see cref="WideVector{T}"/>, and not <see cref="VariableVector{T}"/>. The value is a constant for
    /// the JIT compiler, so that the other branch costs nothing.
    /// </summary>
    public static bool IsWide { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector512.IsHardwareAccelerated; }
}

/// <summary>Masked loads and stores, one lane at a time, for processors without such instructions.</summary>
internal static unsafe class MaskedLanes
{
    public static TVector Load<T, TVector>(T* source, TVector mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : unmanaged
    {
        TVector result = default;
        for (int lane = 0; lane < sizeof(TVector) / sizeof(T) && IsSet((T*)&mask + lane); lane++)
            ((T*)&result)[lane] = source[lane];
        return result;
    }

    public static void Store<T, TVector>(T* destination, TVector mask, TVector value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : unmanaged
    {
        for (int lane = 0; lane < sizeof(TVector) / sizeof(T) && IsSet((T*)&mask + lane); lane++)
            destination[lane] = ((T*)&value)[lane];
    }

    /// <summary>A set lane of a mask is NaN; the others are 0.</summary>
    private static bool IsSet<T>(T* lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(*lane);
}

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
