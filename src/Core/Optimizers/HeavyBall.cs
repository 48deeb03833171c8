using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Momentum with the learning rate inside the velocity: <c>v = μ·v - lr·g; p += v</c>.</summary>
/// <remarks>
/// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; the form of CS231n and of "Neural
/// Networks from Scratch". At a constant rate it equals PyTorch's SGD with momentum, whose velocity is -v/lr; when the rate
/// changes, this form goes on with the steps already taken, PyTorch's rescales them. With μ = 0 it is
/// <see cref="Sgd{T}"/>. State: slot 0 is v.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct HeavyBall<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double _learningRate;

    /// <summary>Initializes the rule with μ = 0.9.</summary>
    public HeavyBall()
        : this(0.9)
    {
    }

    /// <summary>Initializes the rule.</summary>
    /// <param name="momentum">The share μ of the velocity that is kept, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
    public HeavyBall(double momentum) => Momentum = Throw.IfOutside(0, 1, momentum);

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
        TVector velocity = (Momentum * slots.Load<TVector>(0)) - (_learningRate * input);
        slots.Store(0, velocity);
        return velocity;
    }

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() => FormattableString.Invariant($"HeavyBall(momentum={Momentum})");
}
