using SimdOptim.Schedules;

namespace SimdOptim.Cli.Runs;

/// <summary>How the learning rate falls from epoch to epoch.</summary>
/// <param name="Text">The decay as it would be typed.</param>
/// <param name="Schedule">Makes the schedule from the initial rate; null for a constant rate.</param>
/// <param name="Delay">The number of epochs by which the schedule is delayed.</param>
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
