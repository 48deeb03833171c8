using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// Nesterov's accelerated gradient: <c>v' = v; v = μ·v - lr·g; p += -μ·v' + (1+μ)·v</c>.
/// </summary>
/// <remarks>
/// Nesterov 1983 in the variables of Sutskever et al., "On the importance of initialization and momentum in deep
/// learning", 2013, as CS231n writes it: the parameters are those looked ahead to, where the gradient is taken. At a constant
/// rate it equals PyTorch's SGD with <c>nesterov=True</c>. With μ = 0 it is <see cref="Sgd{T}"/>. State: slot 0 is v.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct Nesterov<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _onePlusMomentum;
    private double _learningRate;

    /// <summary>Initializes the rule with μ = 0.9.</summary>
    public Nesterov()
        : this(0.9)
    {
    }

    /// <summary>Initializes the rule.</summary>
    /// <param name="momentum">The share μ of the velocity that is kept, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
    public Nesterov(double momentum)
    {
        Momentum = Throw.IfOutside(0, 1, momentum);
        _onePlusMomentum = 1 + Momentum;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>Gets the share μ of the velocity that is kept.</summary>
    public double Momentum { get; }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context) => _learningRate = context.LearningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int BeginRun(int index) => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector previous = slots.Load<TVector>(0);
        TVector velocity = (Momentum * previous) - (_learningRate * input);
        slots.Store(0, velocity);
        return (_onePlusMomentum * velocity) - (Momentum * previous);
    }

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() => FormattableString.Invariant($"Nesterov(momentum={Momentum})");
}
