using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>Clips every element: <c>min(max(x, -c), c)</c>.</summary>
/// <remarks>NaN stays NaN. With c = ∞, as in the default value of the struct, nothing is clipped. Keeps no state.</remarks>
/// <param name="limit">
/// The largest magnitude c, above 0; infinity disables clipping. If the type of the optimizer rounds it to 0, a step throws an
/// <see cref="ArgumentOutOfRangeException"/>.
/// </param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
public struct ClipByValue(double limit) : ITransform
{
    private readonly double _limit = Throw.IfNotPositive(limit); // 0 in the default value
    private double _bound;
    private double _negativeBound;

    /// <summary>Gets the largest magnitude c.</summary>
    public readonly double Limit => _limit > 0 ? _limit : double.PositiveInfinity;

    /// <inheritdoc/>
    public readonly Description Describe() => new("ClipByValue") { { "limit", Limit } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _bound = _limit > 0 ? Throw.IfRoundedToZero<T>(_limit, "limit") : double.PositiveInfinity;
        _negativeBound = -_bound;
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) =>
        TVector.Clamp(input, _negativeBound, _bound);
}
