using SimdOptim.Schedules;

namespace SimdOptim.Tests.Schedules;

public sealed class ConstantLearningRateTests : ScheduleLaws
{
    protected override ILearningRateSchedule Create(Case value) => new ConstantLearningRate(value.Rate);

    protected override double Formula(Case value, long index) => value.Rate;
}

public sealed class InverseTimeDecayTests : ScheduleLaws
{
    protected override ILearningRateSchedule Create(Case value) => new InverseTimeDecay(value.Rate, value.Decay);

    protected override double Formula(Case value, long index) => value.Rate / (1 + (value.Decay * index));
}

public sealed class StaircaseInverseTimeDecayTests : ScheduleLaws
{
    protected override ILearningRateSchedule Create(Case value) =>
        new StaircaseInverseTimeDecay(value.Rate, value.Decay, value.Interval);

    protected override double Formula(Case value, long index) =>
        value.Rate / (1 + (value.Decay * (double)decimal.Floor((decimal)index / value.Interval)));
}

public sealed class DelayedScheduleTests : ScheduleLaws
{
    protected override ILearningRateSchedule Create(Case value) =>
        new DelayedSchedule(new InverseTimeDecay(value.Rate, value.Decay), value.Interval);

    protected override double Formula(Case value, long index) =>
        index <= value.Interval ? value.Rate : value.Rate / (1 + (value.Decay * (index - value.Interval)));
}
