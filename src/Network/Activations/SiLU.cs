namespace SimdOptim.Activations;

/// <summary>
/// The sigmoid-weighted linear unit, or swish: <c>y = x·σ(x)</c>, with derivative <c>σ(x) + x·σ(x)·(1 - σ(x))</c> and σ the
/// logistic function. NaN stays NaN.
/// </summary>
/// <remarks>
/// Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning",
/// 2018, eq. 7 and 9.
/// </remarks>
public readonly struct SiLU : IActivation
{
    /// <inheritdoc/>
    public static bool NeedsInput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Elementary.Sigmoid<TVector, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector sigmoid = Elementary.Sigmoid<TVector, T>(x);
        return sigmoid + (x * (sigmoid * (TVector.Constant(1) - sigmoid)));
    }

    /// <inheritdoc/>
    public Description Describe() => new("silu");
}
