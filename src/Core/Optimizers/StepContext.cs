using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>What a link is told of the step that begins, and what it keeps.</summary>
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

    /// <summary>Gets the number of this step, the <c>t</c> of the formulas: 1 for the first.</summary>
    public long Step { get; }

    /// <summary>Gets the phase of this step, 0 … <see cref="ILink.PhaseCount"/> - 1.</summary>
    public int Phase { get; internal init; }

    /// <summary>Gets the learning rate of this step, finite and not negative.</summary>
    public double LearningRate { get; }

    /// <summary>Gets the loss of this step; NaN if the caller gave none, which a link with <see cref="ILink.NeedsLoss"/> never sees.</summary>
    public double Loss { get; internal init; } = double.NaN;

    /// <summary>Gets all parameters before this phase: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Parameters { get; }

    /// <summary>Gets all gradients as the caller gave them, before any link: <c>[parameters]</c>.</summary>
    public ReadOnlySpan<T> Gradients { get; }

    /// <summary>Gets the Euclidean norm of <see cref="Gradients"/>, in one pass over them unless it is known.</summary>
    public double GradientNorm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _gradientNorm ?? Reductions.Norm(Gradients);
    }

    /// <summary>Gets the link's scalars, to be read and overwritten: <c>[<see cref="ILink.ScalarCount"/>]</c>.</summary>
    public Span<double> Scalars { get; internal init; }

    /// <summary>Gets the link's extra state, to be read and overwritten: <c>[<see cref="ILink.ExtraStateCount"/>]</c>.</summary>
    public Span<T> ExtraState { get; internal init; }

    /// <summary>Gets all slots of all links.</summary>
    internal Span<T> AllSlots { get; init; }

    /// <summary>Gets a slot of the link for all parameters, to be read and overwritten: <c>[parameters]</c>.</summary>
    /// <param name="slot">0 … <see cref="ILink.SlotCount"/> - 1.</param>
    public Span<T> GetSlot(int slot) => AllSlots.Slice((_firstSlot + slot) * Parameters.Length, Parameters.Length);

    /// <summary>Returns the context of a link inside a link, behind what the outer one keeps for itself.</summary>
    /// <param name="slotCount">The outer link's own slots.</param>
    /// <param name="scalarCount">The outer link's own scalars.</param>
    /// <param name="extraStateCount">The outer link's own extra state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepContext<T> Skip(int slotCount, int scalarCount = 0, int extraStateCount = 0) => new(this, _firstSlot + slotCount)
    {
        Scalars = Scalars[scalarCount..],
        ExtraState = ExtraState[extraStateCount..],
    };

    private StepContext(scoped in StepContext<T> outer, int firstSlot)
    {
        this = outer;
        _firstSlot = firstSlot;
    }
}
