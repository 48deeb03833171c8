using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static bool IsWide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }
}
