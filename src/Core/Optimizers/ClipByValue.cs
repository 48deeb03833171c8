namespace SimdOptim.Optimizers;

/// <summary>Clips every element: <c>min(max(x, -c), c)</c>.</summary>
/// <remarks>NaN stays NaN. With c = ∞, as in the default value of the struct, nothing is clipped. Keeps no state.</remarks>
/// <param name="limit">The largest magnitude c, above 0; infinity disables clipping.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
public struct ClipByValue(double limit) : ITransform
{
    private readonly double? _limit = Throw.IfNotPositive(limit);
    private double _bound;
    private double _negativeBound;

    static bool ILink.CanOverflow => false;

    /// <summary>Gets the largest magnitude c.</summary>
    public readonly double Limit => _limit ?? double.PositiveInfinity;

    /// <inheritdoc/>
    public readonly Description Describe() => new("ClipByValue") { { "limit", Limit } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) => (_bound, _negativeBound) = (Limit, -Limit);

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) =>
        TVector.Clamp(input, _negativeBound, _bound);
}
