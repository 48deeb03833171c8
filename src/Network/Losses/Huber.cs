namespace SimdOptim.Losses;

/// <summary>
/// Huber's loss, a square within δ and linear beyond: <c>r²/2</c> if <c>|r| ≤ δ</c>, else <c>δ·(|r| - δ/2)</c>, of which the
/// mean over the batch and the outputs is taken. The derivative is <c>r</c>, kept within ±δ, over batch·outputs.
/// </summary>
/// <remarks>Huber, "Robust estimation of a location parameter", 1964. PyTorch's <c>HuberLoss</c>.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Huber<T> : RegressionLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the loss.</summary>
    /// <param name="delta">δ, from where on it is linear: finite and above 0, also when rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    public Huber(double delta = 1)
    {
        Throw.IfNotPositive(delta);
        Throw.IfRoundedToZero<T>(delta);
        Delta = Throw.IfNegativeOrNotFinite(delta);
    }

    /// <summary>Gets δ, from where on it is linear.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("Huber") { { "delta", Delta } };

    private protected override string Name => "Huber's loss";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients) =>
        Evaluate(new Residual(Delta), outputs, targets, gradients);

    private readonly struct Residual(double delta) : IResidualLoss<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Loss<TVector>(TVector residual, TVector weight)
            where TVector : struct, ISimdVector<TVector, T>
        {
            // With c the residual kept within ±δ both branches are c·(r - c/2).
            TVector slope = Slope(residual);
            return (weight * slope) * (residual - (TVector.Constant(0.5) * slope));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Slope<TVector>(TVector residual)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Clamp(residual, -delta, delta);
    }
}
