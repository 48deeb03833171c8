using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The rectifier.</content>
public static partial class Elementary
{
    /// <summary>Returns <c>max(x, 0)</c>, as <c>0 &gt; x ? 0 : x</c>, which lets NaN and -0 pass.</summary>
    /// <param name="x">Any numbers.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Rectify<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector zero = TVector.Constant(0);
        return TVector.SelectGreater(zero, x, zero, x);
    }

    /// <summary>Returns the derivative by the rectifier's input, <c>y &gt; 0 ? dy : 0</c>.</summary>
    /// <param name="y">What the rectifier gave.</param>
    /// <param name="derivative">The derivative by that.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector RectifierGradient<TVector, T>(TVector y, TVector derivative)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector zero = TVector.Constant(0);
        return TVector.SelectGreater(y, zero, derivative, zero);
    }
}
