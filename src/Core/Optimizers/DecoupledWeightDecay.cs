using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Decoupled weight decay, behind the rule: <c>update -= lr·λ·p</c>.</summary>
/// <remarks>
/// Loshchilov and Hutter, "Decoupled weight decay regularization", 2019: behind <see cref="Adam{T}"/> it makes AdamW, in
/// PyTorch's form, where the decay is scaled by the learning rate. With λ = 0 nothing changes. Keeps no state.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct DecoupledWeightDecay<T> : IUpdateTransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterRanges? _exempt;
    private double _stepDecay;
    private double _runDecay;

    /// <summary>Initializes the transform.</summary>
    /// <param name="decay">λ, finite and not negative.</param>
    /// <param name="exempt">The parameters that do not decay, biases and scales usually; none if null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public DecoupledWeightDecay(double decay, ParameterRanges? exempt = null)
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
    public void BeginStep(in StepContext<T> context) => _stepDecay = context.LearningRate * Decay;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginRun(int index)
    {
        bool exempt = ParameterRanges.Contains(_exempt, index, out int end);
        _runDecay = exempt ? 0 : _stepDecay;
        return end;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        input - (_runDecay * parameter);

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() =>
        FormattableString.Invariant($"DecoupledWeightDecay(decay={Decay}, exempt={_exempt})");
}
