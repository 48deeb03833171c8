using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Clips every component: <c>min(max(x, -c), c)</c>.</summary>
/// <remarks>
/// NaN stays NaN. With c = ∞ nothing is clipped; so it is in the default value of the struct, as one of weight decay decays
/// nothing. Keeps no state.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct ClipByValue<T> : ITransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _limit; // 0 in the default value
    private double _bound;
    private double _negativeBound;

    /// <summary>Initializes the transform.</summary>
    /// <param name="limit">
    /// The largest magnitude c that passes, above 0 and not so small that <typeparamref name="T"/> rounds it to 0; infinity lets
    /// everything pass.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public ClipByValue(double limit) => _limit = Throw.IfRoundedToZero<T>(Throw.IfNotPositive(limit), nameof(limit));

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Gets the largest magnitude c that passes.</summary>
    public readonly double Limit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _limit > 0 ? _limit : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context) => (_negativeBound, _bound) = (-Limit, Limit);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int BeginRun(int index) => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        TVector.Clamp(input, _negativeBound, _bound);

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() => FormattableString.Invariant($"ClipByValue(limit={Limit})");
}
