namespace SimdOptim.Losses;

/// <summary>
/// The mean squared error: <c>Σ r²/n</c> over the <c>n = batch·outputs</c> residuals <c>r = output - target</c>, with derivative
/// <c>2·r/n</c>.
/// </summary>
/// <remarks>The mean is over batch and outputs, as PyTorch's; some courses halve it, or sum over the outputs.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanSquaredError<T> : RegressionLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Description Describe() => new("MeanSquaredError");

    private protected override string Name => "Mean squared error";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients) =>
        Evaluate(default(Residual), outputs, targets, gradients);

    private readonly struct Residual : IResidualLoss<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Loss<TVector>(TVector residual, TVector weight)
            where TVector : struct, ISimdVector<TVector, T> => (weight * residual) * residual;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Slope<TVector>(TVector residual)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(2) * residual;
    }
}
