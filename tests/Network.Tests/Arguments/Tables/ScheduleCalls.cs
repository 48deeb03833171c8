using SimdOptim.Schedules;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class ScheduleCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All()
    {
        ConstantLearningRate constant = new(0.1);
        return
        [
            new BadCalls("ConstantLearningRate(double)")
                .RefusesNumbers("learningRate", x => new ConstantLearningRate(x), -1, Infinite),
            new BadCalls("DelayedSchedule(ILearningRateSchedule, long)")
                .RefusesNull("schedule", () => new DelayedSchedule(null!, 1))
                .RefusesRange("delay", () => new DelayedSchedule(constant, -1)),
            new BadCalls("InverseTimeDecay(double, double)")
                .RefusesNumbers("initialLearningRate", x => new InverseTimeDecay(x, 1), -1, Infinite)
                .RefusesNumbers("decayRate", x => new InverseTimeDecay(1, x), -1, Infinite),
            new BadCalls("LearningRateSchedules.Delay(ILearningRateSchedule, long)")
                .RefusesNull("schedule", () => LearningRateSchedules.Delay(null!, 1))
                .RefusesRange("delay", () => constant.Delay(-1)),
            new BadCalls("ScaledSchedule(ILearningRateSchedule, double)")
                .RefusesNull("schedule", () => new ScaledSchedule(null!, 1))
                .RefusesNumbers("factor", x => new ScaledSchedule(constant, x), -1, Infinite),
            new BadCalls("StaircaseInverseTimeDecay(double, double, long)")
                .RefusesNumbers("initialLearningRate", x => new StaircaseInverseTimeDecay(x, 1, 1), -1, Infinite)
                .RefusesNumbers("decayRate", x => new StaircaseInverseTimeDecay(1, x, 1), -1, Infinite)
                .RefusesRange("interval", () => new StaircaseInverseTimeDecay(1, 1, 0)),
            Reading(constant),
            Reading(new DelayedSchedule(constant, 2)),
            Reading(new InverseTimeDecay(1, 1)),
            Reading(new ScaledSchedule(constant, 2)),
            Reading(new StaircaseInverseTimeDecay(1, 1, 2)),
        ];
    }

    private static BadCalls Reading(ILearningRateSchedule schedule) =>
        new BadCalls($"{schedule.GetType().Name}.GetLearningRate(long)")
            .RefusesRange("index", () => schedule.GetLearningRate(-1), () => schedule.GetLearningRate(long.MinValue));
}
