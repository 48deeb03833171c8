using System.Text.Json.Nodes;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Schedules;

/// <summary>The learning rates of deeplearning.ai's optimization notebook.</summary>
public sealed class CourseScheduleTests
{
    // The order of the operations adds a rounding error to the printed rates.
    private const double Relative = 1e-15;

    private static readonly JsonNode _root = GoldenFile.Read("optimizer-courses.json");

    public static TheoryData<string> Rates => [.. _root["rates"]!.AsArray().Select(rate => rate!["name"]!.GetValue<string>())];

    public static TheoryData<string> Runs => [.. _root["printedRates"]!.AsArray().Select(run => run!["run"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_rate_is_the_published_one(string name)
    {
        JsonNode golden = _root["rates"]!.AsArray().Single(rate => rate!["name"]!.GetValue<string>() == name)!;
        ILearningRateSchedule schedule = golden["interval"] is { } interval
            ? new StaircaseInverseTimeDecay(golden.Number("initial"), golden.Number("decayRate"), interval.GetValue<long>())
            : new InverseTimeDecay(golden.Number("initial"), golden.Number("decayRate"));
        double expected = golden.Number("learningRate");
        Assert.InRange(schedule.GetLearningRate((long)golden.Number("epoch")), expected * (1 - Relative), expected * (1 + Relative));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_printed_rate_is_that_of_its_epoch_and_the_one_trained_with_an_epoch_late(string name)
    {
        JsonNode golden = _root["printedRates"]!.AsArray().Single(run => run!["run"]!.GetValue<string>() == name)!;
        ILearningRateSchedule schedule = golden["schedule"]!.GetValue<string>() == "sched"
            ? new StaircaseInverseTimeDecay(golden.Number("initial"), 1, 1000)
            : new InverseTimeDecay(golden.Number("initial"), 1);
        foreach (JsonNode? row in golden["rows"]!.AsArray())
        {
            (long epoch, double printed) = ((long)row!.Number("epoch"), row!.Number("learningRate"));
            Assert.InRange(schedule.GetLearningRate(epoch), printed * (1 - Relative), printed * (1 + Relative));
            Assert.Equal(schedule.GetLearningRate(Math.Max(epoch - 1, 0)), schedule.Delay(1).GetLearningRate(epoch));
            Assert.Equal(schedule.GetLearningRate(epoch), schedule.Delay(1).GetLearningRate(epoch + 1));
        }
    }
}
