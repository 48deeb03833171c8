using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// AdaGrad: <c>s += g²; p += -lr·g/(√s + ε)</c>.
/// </summary>
/// <remarks>
/// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011, the diagonal
/// form; ε outside the root, as in "Neural Networks from Scratch" (1e-7) and PyTorch (1e-10). It is <see cref="Sgd{T}"/> only in a
/// limit: with ε = 0 and an initial accumulator A far above all g², its steps are those of gradient descent at lr/√A.
/// State: slot 0 is s.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct AdaGrad<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double _negativeRate;

    /// <summary>Initializes the rule with ε = 1e-7 and an initial accumulator of 0.</summary>
    public AdaGrad()
        : this(1e-7)
    {
    }

    /// <summary>Initializes the rule.</summary>
    /// <param name="epsilon">ε, which keeps the divisor from zero; finite and not negative.</param>
    /// <param name="initialAccumulator">s before the first step; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
    public AdaGrad(double epsilon, double initialAccumulator = 0)
    {
        Epsilon = Throw.IfNegativeOrNotFinite(epsilon);
        InitialAccumulator = Throw.IfNegativeOrNotFinite(initialAccumulator);
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

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
        TVector accumulator = slots.Load<TVector>(0) + (input * input);
        slots.Store(0, accumulator);
        return _negativeRate * input / (TVector.Sqrt(accumulator) + Epsilon);
    }

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() =>
        FormattableString.Invariant($"AdaGrad(epsilon={Epsilon}, initialAccumulator={InitialAccumulator})");
}
