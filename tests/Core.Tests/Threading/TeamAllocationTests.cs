using System.Globalization;

namespace SimdOptim.Tests.Threading;

/// <summary>No thread allocates in a process that only trains.</summary>
public sealed class TeamAllocationTests
{
    [Theory]
    [InlineData("2", "300")]
    [InlineData("3", "300")]
    [InlineData("2", "1000000", "small")]
    public void Steps_of_a_team_allocate_nothing_on_any_thread(params string[] steps)
    {
        // Without tiered compilation: recompiling a method may make the runtime allocate memory for its constants.
        string[] lines = Probe.Run("BitProbe", ["bytes", .. steps], "DOTNET_TieredCompilation=0");
        Assert.Equal(0, long.Parse(Assert.Single(lines), CultureInfo.InvariantCulture));
    }
}
