using System.Globalization;

namespace SimdOptim.Tests.Training;

/// <summary>
/// Nothing allocated and nothing collected, on any thread of a process that does nothing but to train and to infer.
/// </summary>
public sealed class AllocationOfManyStepsTests
{
    /// <summary>Set to a number, it is how many steps are taken.</summary>
    private const string StepsVariable = "SIMDOPTIM_STEPS";

    private const long Steps = 1_000_000;

    private const long Inferences = 1_000_000;

    private const int Batch = 64; // that of the published tables

    [Fact]
    public void A_million_steps_and_a_million_inferences_leave_nothing_to_the_garbage_collector()
    {
        long steps = long.TryParse(Environment.GetEnvironmentVariable(StepsVariable), out long wanted) ? wanted : Steps;

        // A method that is compiled a second time may make the runtime allocate room for its constants; here none is.
        string[] lines = Probe.Run(
            "StepProbe", ["allocation", Write(steps), Write(Batch), Write(Inferences)], "DOTNET_TieredCompilation=0");
        Assert.Equal(
            [$"training: {Write(steps)} calls, 0 bytes, 0 collections", $"inference: {Write(Inferences)} calls, 0 bytes, 0 collections"],
            lines);
    }

    private static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
