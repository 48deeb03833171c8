namespace SimdOptim.Optimizers;

/// <summary>Scales the whole gradient down if its Euclidean norm exceeds a limit: <c>g·min(1, c/(‖g‖ + ε))</c>.</summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013. ε = 0 is the paper's formula;
/// PyTorch's <c>clip_grad_norm_</c> uses ε = 1e-6. The norm is that of the caller's gradient and takes an additional pass, so
/// this link must be the first in a chain. A finite gradient has a finite scale, which is 0 if the norm exceeds the largest
/// double; a <see cref="NonFiniteGuard"/> refuses such a gradient. One NaN makes every element NaN. With c = ∞, as in the default
/// value of the struct, nothing is clipped. Keeps no state.
/// </remarks>
/// <param name="maxNorm">The largest norm c, above 0; infinity disables clipping.</param>
/// <param name="epsilon">ε, added to the norm; finite and not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
public struct ClipByGlobalNorm(double maxNorm, double epsilon = 0) : IGradientTransform
{
    private readonly double? _maxNorm = Throw.IfNotPositive(maxNorm);
    private double _scale;

    static bool ILink.ReadsWholeGradient => true;

    static bool ILink.CanOverflow => false;

    /// <summary>Gets the largest norm c.</summary>
    public readonly double MaxNorm => _maxNorm ?? double.PositiveInfinity;

    /// <summary>Gets ε, which is added to the norm.</summary>
    public double Epsilon { get; } = Throw.IfNegativeOrNotFinite(epsilon);

    /// <summary>Gets the norm ‖g‖ of the last step's gradient; 0 before the first step.</summary>
    public double Norm { get; private set; }

    /// <inheritdoc/>
    public readonly Description Describe() => new("ClipByGlobalNorm") { { "maxNorm", MaxNorm }, { "epsilon", Epsilon } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        Norm = context.GradientNorm;
        double divisor = Norm + Epsilon, limit = MaxNorm;
        _scale = divisor <= limit ? 1 : limit / divisor;
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => _scale * input;
}
