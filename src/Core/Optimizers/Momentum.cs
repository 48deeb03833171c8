using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// Momentum as an exponentially weighted average of gradients: <c>v = β·v + (1-β)·g; p += -lr·v</c>.
/// </summary>
/// <remarks>
/// The form of deeplearning.ai's course 2, week 2, without bias correction. It is not CS231n's (see
/// <see cref="HeavyBall{T}"/>) nor PyTorch's, which leaves the factor 1-β out: PyTorch's rate is 1-β times this one's.
/// With β = 0 it is <see cref="Sgd{T}"/>. State: slot 0 is v.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct Momentum<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _oneMinusBeta;
    private double _negativeRate;

    /// <summary>Initializes the rule with β = 0.9.</summary>
    public Momentum()
        : this(0.9)
    {
    }

    /// <summary>Initializes the rule.</summary>
    /// <param name="beta">The weight β of the past, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside its range.</exception>
    public Momentum(double beta)
    {
        Beta = Throw.IfOutside(0, 1, beta);
        _oneMinusBeta = 1 - Beta;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>Gets the weight β of the past.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context) => _negativeRate = -context.LearningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int BeginRun(int index) => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector velocity = (Beta * slots.Load<TVector>(0)) + (_oneMinusBeta * input);
        slots.Store(0, velocity);
        return _negativeRate * velocity;
    }

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() => FormattableString.Invariant($"Momentum(beta={Beta})");
}
