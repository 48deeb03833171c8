using System.Runtime;

namespace SimdOptim.Tests;

/// <summary>
/// Checks what the allocation tests rely on: with background collections the runtime's count is wrong by up to 8 KiB.
/// </summary>
public class AllocationCountTests
{
    [Fact]
    public void No_collection_runs_in_the_background() => Assert.Equal(GCLatencyMode.Batch, GCSettings.LatencyMode);
}
