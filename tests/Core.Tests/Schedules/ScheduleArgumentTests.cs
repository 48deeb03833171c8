using SimdOptim.Schedules;

namespace SimdOptim.Tests.Schedules;

public sealed class ScheduleArgumentTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_outside_their_range_are_named(double number)
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new ConstantLearningRate(number));
        Assert.Throws<ArgumentOutOfRangeException>("initialLearningRate", () => new InverseTimeDecay(number, 1));
        Assert.Throws<ArgumentOutOfRangeException>("decayRate", () => new InverseTimeDecay(1, number));
        Assert.Throws<ArgumentOutOfRangeException>("initialLearningRate", () => new StaircaseInverseTimeDecay(number, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("decayRate", () => new StaircaseInverseTimeDecay(1, number, 1));
    }

    [Fact]
    public void Intervals_and_delays_outside_their_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => new StaircaseInverseTimeDecay(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => new ConstantLearningRate(1).Delay(-1));
        Assert.Throws<ArgumentNullException>("schedule", () => new DelayedSchedule(null!, 1));
    }

    [Fact]
    public void Properties_are_the_arguments()
    {
        ConstantLearningRate constant = new(0.25);
        DelayedSchedule delayed = constant.Delay(7);
        StaircaseInverseTimeDecay stairs = new(0.5, 2, 3);
        InverseTimeDecay decay = new(0.75, 4);
        Assert.Equal(0.25, constant.LearningRate);
        Assert.Same(constant, delayed.Schedule);
        Assert.Equal(7, delayed.Delay);
        Assert.Equal((0.5, 2.0, 3L), (stairs.InitialLearningRate, stairs.DecayRate, stairs.Interval));
        Assert.Equal((0.75, 4.0), (decay.InitialLearningRate, decay.DecayRate));
    }
}
