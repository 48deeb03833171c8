namespace SimdOptim.Losses;

/// <summary>
/// The mean absolute error: <c>Σ |r|/n</c> over the <c>n = batch·outputs</c> residuals <c>r = output - target</c>, with
/// derivative <c>sign r/n</c>, 0 at 0.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanAbsoluteError<T> : RegressionLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Description Describe() => new("MeanAbsoluteError");

    private protected override string Name => "Mean absolute error";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients) =>
        Evaluate(default(Residual), outputs, targets, gradients);

    private readonly struct Residual : IResidualLoss<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Loss<TVector>(TVector residual, TVector weight)
            where TVector : struct, ISimdVector<TVector, T> => weight * TVector.Abs(residual);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Slope<TVector>(TVector residual)
            where TVector : struct, ISimdVector<TVector, T>
        {
            // r - r is 0, but NaN where r is.
            TVector zero = TVector.Constant(0);
            TVector otherwise = TVector.SelectGreater(zero, residual, TVector.Constant(-1), residual - residual);
            return TVector.SelectGreater(residual, zero, TVector.Constant(1), otherwise);
        }
    }
}
