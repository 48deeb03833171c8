using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SimdOptim.Simd;

/// <summary>The one place that decides which vector the loops of this library run on.</summary>
/// <remarks>
/// A loop generic in its vector is started as <c>RegisterWidth.IsWide ? Run&lt;WideVector&gt;() :
/// Run&lt;VariableVector&gt;()</c>.
/// </remarks>
internal static class RegisterWidth
{
    /// <summary>
    /// Gets whether <see cref="WideVector{T}"/> is to be taken, and <see cref="VariableVector{T}"/> otherwise; a constant to
    /// the just-in-time compiler, so that the other branch costs nothing.
    /// </summary>
    public static bool IsWide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }
}
