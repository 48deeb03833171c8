using SimdOptim.Optimizers;
using SimdOptim.Storage;

namespace SimdOptim.Training;

/// <summary>
/// Detects that a training diverges, and rolls it back. The state to return to is the start of an epoch that has had a finite
/// cost: if an epoch diverges in its first batch, the previous epoch's last step is at fault, and so is its own start.
/// </summary>
internal sealed class DivergenceGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A batch has exploded if its cost is this many times the lowest cost of an epoch, or of 1 if that is lower.</summary>
    private const double ExplosionFactor = 1e6;

    private Snapshot<T>? _lastGood; // both are null if the guard is off
    private Snapshot<T>? _epochStart;
    private bool _isUnproven; // no finite cost yet from this epoch's starting parameters

    /// <summary>Initializes the guard; one that is off takes no memory and never sees a divergence.</summary>
    public DivergenceGuard(Network<T> network, Optimizer<T> optimizer, bool isOn)
    {
        if (isOn) (_lastGood, _epochStart) = (new Snapshot<T>(network, optimizer), new Snapshot<T>(network, optimizer));
    }

    /// <summary>Gets the state to return to; null if the guard is off.</summary>
    public Snapshot<T>? LastGood => _lastGood;

    /// <summary>Gets whether the guard watches costs and gradients.</summary>
    public bool IsOn => _lastGood is not null;

    /// <summary>Gets the lowest cost of an epoch; until the first has ended, the cost of its first batch.</summary>
    public double LowestCost { get; set; } = double.PositiveInfinity;

    /// <summary>Gets the factors by which retries have multiplied the learning rate, in their order.</summary>
    public List<double> RateFactors { get; } = [];

    /// <summary>Keeps the state that an epoch starts from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeginEpoch()
    {
        _epochStart?.Take();
        _isUnproven = IsOn;
    }

    /// <summary>Returns whether the cost of a batch is not finite or far above the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsDivergent(double cost) =>
        IsOn && (!double.IsFinite(cost) || cost > ExplosionFactor * Math.Max(LowestCost, 1));

    /// <summary>Notes the cost of a batch that does not diverge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AcceptBatch(double cost)
    {
        if (_isUnproven) ProveEpochStart();
        if (double.IsPositiveInfinity(LowestCost) && double.IsFinite(cost)) LowestCost = cost;
    }

    /// <summary>Notes the cost of a whole epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AcceptEpoch(double cost)
    {
        if (cost < LowestCost) LowestCost = cost; // false for NaN
    }

    /// <summary>Restores the last good state.</summary>
    /// <returns>
    /// Whether a lower learning rate can help: not if the step that diverged is the first one from that state, or if that state
    /// was not finite before.
    /// </returns>
    public bool RollBack(Divergence divergence)
    {
        if (_isUnproven && !_lastGood!.IsTaken) ProveEpochStart();
        _isUnproven = false;
        _lastGood!.Restore();
        return divergence.Step > _lastGood.StepCount + 1 && _lastGood.IsFinite;
    }

    /// <summary>Reads the last good state of a checkpoint between two epochs, when nobody needs the start of one.</summary>
    /// <returns>What makes it that of this guard.</returns>
    public Action Read(SafetensorsFile file)
    {
        Action? accept = _epochStart?.Read(file);
        if (accept is not null) accept += ProveEpochStart;
        return accept ?? (static () => { });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProveEpochStart()
    {
        (_lastGood, _epochStart) = (_epochStart, _lastGood);
        _isUnproven = false;
    }
}
