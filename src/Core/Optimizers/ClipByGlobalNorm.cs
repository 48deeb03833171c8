using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// Scales the whole gradient down where its Euclidean norm exceeds a limit: <c>g·min(1, c/(‖g‖ + ε))</c>.
/// </summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013. ε = 0 is the paper's formula;
/// PyTorch's <c>clip_grad_norm_</c> has ε = 1e-6. The norm is that of the gradient as the caller gave it, in one pass before the
/// fused one, so this link stands first in a chain. It is safe from overflow: a finite gradient has a finite scale, 0 if its norm
/// is beyond the largest double (which a <see cref="NonFiniteGuard"/> refuses). A NaN anywhere makes every component NaN. With c
/// = ∞ nothing is clipped; so it is in the default value of the struct, as one of weight decay decays nothing. Keeps no state.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct ClipByGlobalNorm<T> : IGradientTransform<T>, IReadsWholeGradient
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _maxNorm; // 0 in the default value
    private double _scale;

    /// <summary>Initializes the transform.</summary>
    /// <param name="maxNorm">The largest norm c that passes, above 0; infinity lets everything pass.</param>
    /// <param name="epsilon">ε, added to the norm; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
    public ClipByGlobalNorm(double maxNorm, double epsilon = 0)
    {
        _maxNorm = Throw.IfNotPositive(maxNorm);
        Epsilon = Throw.IfNegativeOrNotFinite(epsilon);
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Gets the largest norm c that passes.</summary>
    public readonly double MaxNorm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _maxNorm > 0 ? _maxNorm : double.PositiveInfinity;
    }

    /// <summary>Gets ε, which is added to the norm.</summary>
    public double Epsilon { get; }

    /// <summary>Gets the norm ‖g‖ of the last step's gradient; 0 before the first step.</summary>
    public double Norm { get; private set; }

    readonly bool IReadsWholeGradient.ReadsWholeGradient => true;

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => T.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context)
    {
        Norm = context.GradientNorm;
        double divisor = Norm + Epsilon;
        _scale = divisor <= MaxNorm ? 1 : MaxNorm / divisor;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int BeginRun(int index) => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        _scale * input;

    /// <summary>Returns name and hyperparameters, as they are kept in files.</summary>
    public override readonly string ToString() =>
        FormattableString.Invariant($"ClipByGlobalNorm(maxNorm={MaxNorm}, epsilon={Epsilon})");
}
