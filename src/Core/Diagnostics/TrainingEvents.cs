using System.Diagnostics.Tracing;

namespace SimdOptim.Diagnostics;

/// <summary>
/// The event source <c>SimdOptim</c>, with the rare events of a training. Check <c>IsEnabled</c> before writing an event, because
/// its arguments are allocated.
/// </summary>
[EventSource(Name = "SimdOptim")]
internal sealed class TrainingEvents : EventSource
{
    private TrainingEvents()
    {
    }

    public static TrainingEvents Log { get; } = new();

    [Event(1, Message = "Training starts at epoch {0} of {1}")]
    public void TrainingStart(int epoch, int epochs) => WriteEvent(1, epoch, epochs);

    [Event(2, Message = "Training stopped after {0} of {1} epochs")]
    public void TrainingStop(int epoch, int epochs) => WriteEvent(2, epoch, epochs);

    [Event(3, Level = EventLevel.Verbose, Message = "Epoch {0} starts")]
    public void EpochStart(int epoch) => WriteEvent(3, epoch);

    [Event(4, Level = EventLevel.Verbose, Message = "Epoch {0} stopped with cost {1}")]
    public void EpochStop(int epoch, double cost) => WriteEvent(4, [epoch, cost]);

    [Event(5, Level = EventLevel.Warning,
        Message = "Step {0} was skipped because its gradient is not finite; {1} skipped so far")]
    public void StepSkipped(long step, long skippedSteps) => WriteEvent(5, step, skippedSteps);

    [Event(6, Level = EventLevel.Warning,
        Message = "Training diverged in epoch {0} at step {1}: the cost is {2}, first seen in {3}")]
    public void Diverged(int epoch, long step, double cost, string tensor) => WriteEvent(6, [epoch, step, cost, tensor]);

    [Event(7, Message = "A checkpoint after {0} epochs was written to {1}")]
    public void CheckpointWritten(int epochs, string path) => WriteEvent(7, epochs, path);
}
