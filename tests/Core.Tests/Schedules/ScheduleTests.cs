using SimdOptim.Schedules;

namespace SimdOptim.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<Law> Laws =>
    [
        .. new ScheduleLaws(draw => new ConstantLearningRate(Rate(draw))) { NeverRises = true, Formula = (draw, _) => Rate(draw) },
        .. new ScheduleLaws(draw => new InverseTimeDecay(Rate(draw), Decay(draw)))
        {
            NeverRises = true,
            Formula = (draw, index) => Rate(draw) / (1 + (Decay(draw) * index)),
        },
        .. new ScheduleLaws(draw => new StaircaseInverseTimeDecay(Rate(draw), Decay(draw), Interval(draw)))
        {
            NeverRises = true,
            Formula = (draw, index) => Rate(draw) / (1 + (Decay(draw) * (double)decimal.Floor((decimal)index / Interval(draw)))),
        },
        .. new ScheduleLaws(draw => new DelayedSchedule(new InverseTimeDecay(Rate(draw), Decay(draw)), Interval(draw)))
        {
            NeverRises = true,
            Formula = (draw, index) => Rate(draw) / (1 + (Decay(draw) * Math.Max(index - Interval(draw), 0))),
        },
        .. new ScheduleLaws(draw => new ScaledSchedule(new InverseTimeDecay(1, Decay(draw)), Rate(draw)))
        {
            NeverRises = true,
            Formula = (draw, index) => Rate(draw) / (1 + (Decay(draw) * index)),
        },
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    private static double Rate(Draw draw) => 10 * draw.A;

    private static double Decay(Draw draw) => 100 * draw.B;

    private static long Interval(Draw draw) => (long)Math.Pow(10, 5 * draw.C);
}
