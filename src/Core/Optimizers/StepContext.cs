using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>The inputs of a step and the state of a link, which <see cref="ILink.BeginStep"/> reads.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct StepContext<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double? _gradientNorm;
    private readonly int _firstSlot;

    internal StepContext(
        long step, double learningRate, ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients, double? gradientNorm = null)
    {
        Step = step;
        LearningRate = learningRate;
        Parameters = parameters;
        Gradients = gradients;
        _gradientNorm = gradientNorm;
    }

    /// <summary>Gets the number of this step, <c>t</c> in the formulas; 1 for the first.</summary>
    public long Step { get; }

    /// <summary>Gets the phase of this step, 0 … <see cref="ILink.PhaseCount"/> - 1.</summary>
    public int Phase { get; internal init; }

    /// <summary>Gets the learning rate of this step, finite and not negative.</summary>
    public double LearningRate { get; }

    /// <summary>
    /// Gets the loss of this step, or NaN if the caller passed none. It is never missing for a link with
    /// <see cref="ILink.NeedsLoss"/>.
    /// </summary>
    public double Loss { get; internal init; } = double.NaN;

    /// <summary>Gets all parameters before this phase: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Parameters { get; }

    /// <summary>Gets the gradients of the caller, before any link: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Gradients { get; }

    /// <summary>Gets the Euclidean norm of <see cref="Gradients"/>, computed in a pass over them unless it is known.</summary>
    public double GradientNorm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _gradientNorm ?? Reductions.Norm(Gradients);
    }

    /// <summary>
    /// Returns ε for a divisor <c>√s + ε</c>. If <typeparamref name="T"/> rounds ε to 0, it is a number that changes no other √s
    /// than 0, so that 0/0 becomes 0.
    /// </summary>
    /// <param name="epsilon">ε, not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double GetDivisorEpsilon(double epsilon)
    {
        // Below half a unit in the last place of the root of the smallest subnormal number.
        double least = typeof(T) == typeof(float) ? 7.888609052210118e-31 : 2.409919865102884e-181;
        return T.IsZero(T.CreateTruncating(epsilon)) ? least : epsilon;
    }

    /// <summary>
    /// Returns a product of hyperparameters with overflow replaced by the largest finite number of <typeparamref name="T"/>, so
    /// that its product with 0 is 0.
    /// </summary>
    /// <param name="value">The product; NaN stays NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Saturate(double value) => Math.Clamp(value, -Largest, Largest);

    /// <summary>Returns the magnitude up to which a number has a finite product with a factor.</summary>
    /// <param name="factor">The factor, finite and not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double GetLargestOperand(double factor) => factor > 1 ? Largest / factor * (1 - 1e-6) : Largest; // both are rounded

    /// <summary>Gets the scalars of the link, to read and overwrite: <c>[<see cref="ILink.ScalarCount"/>]</c>.</summary>
    public Span<double> Scalars { get; internal init; }

    /// <summary>Gets the extra state of the link, to read and overwrite: <c>[<see cref="ILink.ExtraStateCount"/>]</c>.</summary>
    public Span<T> ExtraState { get; internal init; }

    private static double Largest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;
    }

    /// <summary>Gets all slots of all links.</summary>
    internal Span<T> AllSlots { get; init; }

    /// <summary>Gets a slot of the link for all parameters, to read and overwrite: <c>[parameters]</c>.</summary>
    /// <param name="slot">0 … <see cref="ILink.SlotCount"/> - 1.</param>
    public Span<T> GetSlot(int slot) => AllSlots.Slice((_firstSlot + slot) * Parameters.Length, Parameters.Length);

    /// <summary>Returns the context of a link inside another link, whose state follows the own state of the outer one.</summary>
    /// <param name="slotCount">The number of slots of the outer link itself.</param>
    /// <param name="scalarCount">The number of scalars of the outer link itself.</param>
    /// <param name="extraStateCount">The number of extra state values of the outer link itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepContext<T> Skip(int slotCount, int scalarCount = 0, int extraStateCount = 0) => new(
        this, _firstSlot + slotCount, Scalars[scalarCount..], ExtraState[extraStateCount..]);

    /// <summary>Returns the context of the first of two links, which sees nothing of the second one's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StepContext<T> Take(int scalarCount, int extraStateCount) => new(
        this, _firstSlot, Scalars[..scalarCount], ExtraState[..extraStateCount]);

    private StepContext(scoped in StepContext<T> outer, int firstSlot, Span<double> scalars, Span<T> extraState)
    {
        this = outer;
        _firstSlot = firstSlot;
        Scalars = scalars;
        ExtraState = extraState;
    }
}
