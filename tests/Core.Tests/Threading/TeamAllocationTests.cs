using System.Globalization;

namespace SimdOptim.Tests.Threading;

/// <summary>Nothing is allocated by any thread of a process that does nothing but train.</summary>
public sealed class TeamAllocationTests
{
    [Theory]
    [InlineData("2", "300")]
    [InlineData("3", "300")]
    [InlineData("2", "1000000", "small")]
    public void Steps_of_a_team_allocate_nothing_on_any_thread(params string[] steps)
    {
        // A method that is compiled a second time may make the runtime allocate room for its constants; here none is.
        string[] lines = Probe.Run("BitProbe", ["bytes", .. steps], "DOTNET_TieredCompilation=0");
        Assert.Equal(0, long.Parse(Assert.Single(lines), CultureInfo.InvariantCulture));
    }
}
