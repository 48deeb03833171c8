namespace SimdOptim.Losses;

/// <summary>The loss of a single output that is <c>r = output - target</c> off, as its formula over any vector.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IResidualLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the loss times a weight. The weight is multiplied first, so that a square does not overflow.</summary>
    TVector Loss<TVector>(TVector residual, TVector weight)
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Returns the derivative by the residual.</summary>
    TVector Slope<TVector>(TVector residual)
        where TVector : struct, ISimdVector<TVector, T>;
}
