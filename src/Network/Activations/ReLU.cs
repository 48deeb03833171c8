namespace SimdOptim.Activations;

/// <summary>The rectified linear unit: <c>y = max(x, 0)</c>. At 0 its derivative is taken as 0; NaN and -0 stay as they are.</summary>
/// <remarks>Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.</remarks>
public readonly struct ReLU : IActivation
{
    /// <inheritdoc/>
    public static bool IsMask => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(TVector.Constant(0), x, TVector.Constant(0), x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(1), TVector.Constant(0));

    /// <inheritdoc/>
    public Description Describe() => new("relu");
}
