using SimdOptim.Initializers;

namespace SimdOptim.Activations;

/// <summary>
/// A function of each value alone, as its formula over any vector. Implemented by a struct, it runs at every width and in both
/// precisions, and is fused with the dense layers before and after it.
/// </summary>
public interface IActivation
{
    /// <summary>Gets whether the derivative reads x. If not, training keeps only the outputs.</summary>
    static virtual bool NeedsInput => false;

    /// <summary>
    /// Gets whether the derivative is a mask of 0 and 1, so that <c>dx = f′ &gt; 0 ? dy : 0</c>, which is 0 for an infinite dy
    /// too. Otherwise <c>dx = dy·f′</c>.
    /// </summary>
    static virtual bool IsMask => false;

    /// <summary>Gets how the weights of a layer before this activation are drawn by default.</summary>
    static virtual IInitializer DefaultInitializer => new He();

    /// <summary>Returns f(x).</summary>
    /// <param name="x">Any numbers; NaN should stay NaN.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Returns f′(x).</summary>
    /// <param name="x">The inputs; meaningless unless <see cref="NeedsInput"/>.</param>
    /// <param name="y">The outputs, f(x).</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Returns kind and hyperparameters, by which the layer is named and saved.</summary>
    Description Describe();
}
