using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Clips every component: <c>min(max(x, -c), c)</c>.</summary>
/// <remarks>NaN stays NaN. With c = ∞ nothing is clipped. Keeps no state.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct ClipByValue<T> : ITransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _negativeLimit;

    /// <summary>Initializes the transform.</summary>
    /// <param name="limit">The largest magnitude c that passes, above 0; infinity lets everything pass.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public ClipByValue(double limit)
    {
        Limit = Throw.IfNotPositive(limit);
        _negativeLimit = -Limit;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Gets the largest magnitude c that passes.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void BeginStep(in StepContext<T> context)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int BeginRun(int index) => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        TVector.Clamp(input, _negativeLimit, Limit);

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() => FormattableString.Invariant($"ClipByValue(limit={Limit})");
}
