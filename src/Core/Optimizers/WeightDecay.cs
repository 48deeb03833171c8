using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Coupled weight decay, the gradient of an L2 penalty <c>λ/2·Σp²</c>: <c>g += λ·p</c>.</summary>
/// <remarks>
/// What PyTorch's <c>weight_decay</c> does in SGD and Adam. Adaptive rules divide the penalty too: where that is not meant, see
/// <see cref="DecoupledWeightDecay{T}"/>. With λ = 0 nothing changes. Keeps no state.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct WeightDecay<T> : IGradientTransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterRanges? _exempt;
    private double _runDecay;

    /// <summary>Initializes the transform.</summary>
    /// <param name="decay">λ, finite and not negative.</param>
    /// <param name="exempt">The parameters that do not decay, biases and scales usually; none if null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public WeightDecay(double decay, ParameterRanges? exempt = null)
    {
        Decay = Throw.IfNegativeOrNotFinite(decay);
        _exempt = exempt;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Gets λ.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void BeginStep(in StepContext<T> context)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginRun(int index)
    {
        bool exempt = ParameterRanges.Contains(_exempt, index, out int end);
        _runDecay = exempt ? 0 : Decay;
        return end;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        input + (_runDecay * parameter);

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() =>
        FormattableString.Invariant($"WeightDecay(decay={Decay}, exempt={_exempt})");
}
