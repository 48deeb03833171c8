using System.Runtime.CompilerServices;
using SimdOptim.Activations;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Kinds;

/// <summary>
/// Ramachandran, Zoph and Le, "Searching for activation functions", 2017: <c>y = x·σ(βx)</c>, with derivative
/// <c>σ(βx) + β·x·σ(βx)·(1 - σ(βx))</c>.
/// </summary>
public readonly struct Swish(double beta = 1) : IActivation
{
    public static bool NeedsInput => true;

    public Description Describe() => new("swish") { { "beta", beta } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IActivation.Apply<TVector, T>(TVector x) => x * Elementary.Sigmoid<TVector, T>(beta * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IActivation.GetDerivative<TVector, T>(TVector x, TVector y)
    {
        TVector sigmoid = Elementary.Sigmoid<TVector, T>(beta * x);
        return sigmoid + (beta * (x * (sigmoid * (TVector.Constant(1) - sigmoid))));
    }
}
