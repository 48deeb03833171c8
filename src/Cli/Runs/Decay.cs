using SimdOptim.Schedules;

namespace SimdOptim.Cli.Runs;

/// <summary>How the learning rate falls from epoch to epoch.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Schedule">The schedule from an initial rate; null if the rate stays.</param>
/// <param name="Delay">By how many epochs the schedule is read late.</param>
internal sealed record Decay(string Text, Func<double, ILearningRateSchedule>? Schedule, int Delay = 0)
{
    public static Decay None { get; } = new("none", null);

    public bool IsNone => Schedule is null;

    public ILearningRateSchedule? From(double learningRate)
    {
        ILearningRateSchedule? schedule = Schedule?.Invoke(learningRate);
        return Delay > 0 ? schedule?.Delay(Delay) : schedule;
    }

    public override string ToString() => Delay > 0 ? $"{Text} ({Delay} late)" : Text;
}
