using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// RMSProp: <c>s = ρ·s + (1-ρ)·g²; p += -lr·g/(√s + ε)</c>.
/// </summary>
/// <remarks>
/// Tieleman and Hinton, "Lecture 6.5: RMSProp", 2012; ε outside the root, as in CS231n, "Neural Networks from Scratch" and
/// PyTorch. The square is taken as <c>((1-ρ)·g)·g</c>, which does not overflow where <c>g·g</c> would. With ρ = 1, an initial
/// accumulator of 1 and ε = 0 it is <see cref="Sgd{T}"/>. State: slot 0 is s.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct RmsProp<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _oneMinusRho;
    private double _negativeRate;

    /// <summary>Initializes the rule with ρ = 0.99, ε = 1e-8 and an initial accumulator of 0.</summary>
    public RmsProp()
        : this(0.99)
    {
    }

    /// <summary>Initializes the rule.</summary>
    /// <param name="rho">The weight ρ of the past squares, in [0, 1].</param>
    /// <param name="epsilon">ε, which keeps the divisor from zero; finite and not negative.</param>
    /// <param name="initialAccumulator">s before the first step; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
    public RmsProp(double rho, double epsilon = 1e-8, double initialAccumulator = 0)
    {
        Rho = Throw.IfOutside(0, 1, rho);
        _oneMinusRho = 1 - Rho;
        Epsilon = Throw.IfNegativeOrNotFinite(epsilon);
        InitialAccumulator = Throw.IfNegativeOrNotFinite(initialAccumulator);
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>Gets the weight ρ of the past squares.</summary>
    public double Rho { get; }

    /// <summary>Gets ε, which keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <summary>Gets s before the first step.</summary>
    public double InitialAccumulator { get; }

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.CreateChecked(InitialAccumulator);

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
        TVector accumulator = (Rho * slots.Load<TVector>(0)) + (_oneMinusRho * input * input);
        slots.Store(0, accumulator);
        return _negativeRate * input / (TVector.Sqrt(accumulator) + Epsilon);
    }

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() =>
        FormattableString.Invariant($"RmsProp(rho={Rho}, epsilon={Epsilon}, initialAccumulator={InitialAccumulator})");
}
