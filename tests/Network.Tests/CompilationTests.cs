using SimdOptim.Tests.Storage;

namespace SimdOptim.Tests;

/// <summary>
/// Nothing is left to the just-in-time compiler when time counts: neither after a warm-up a method that is still to be compiled,
/// nor ever a method that is compiled fast but not well, and again later.
/// </summary>
public sealed class CompilationTests
{
    private const int ScenarioCount = 48; // eight networks, float and double, each in inference, in a loop and in a trainer

    private static readonly string[] _once = [":.cctor()", "TrainingEvents:.ctor()"];

    [Fact]
    public void After_a_warm_up_no_step_and_no_inference_compiles_a_method()
    {
        string[] lines = Probe.Run("StepProbe", ["warm"]);
        Assert.Equal(ScenarioCount, lines.Length);
        Assert.All(lines, line => Assert.EndsWith(": 0", line, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_a_step_or_an_inference_runs_is_optimized_from_the_first_call_on()
    {
        using TemporaryFolder folder = new();
        string list = folder["methods.txt"];
        Probe.Run(
            "StepProbe",
            ["cold"],
            $"DOTNET_JitStdOutFile={list}",
            "DOTNET_JitDisasmSummary=1",
            "DOTNET_TieredPGO=0"); // else methods that were called earlier are compiled in between, to be counted
        string[] lines =
            [.. File.ReadLines(list).SkipWhile(line => !IsMark(line, "Begin")).TakeWhile(line => !IsMark(line, "End"))];
        Assert.Contains(lines, line => line.Contains("MatrixTile", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("compiled SimdOptim.", StringComparison.Ordinal)
            && !line.Contains("StepProbe", StringComparison.Ordinal) && !RunsOnce(line)
            && line.Contains("[Tier0", StringComparison.Ordinal));
    }

    /// <summary>Initializers of types, and what they call.</summary>
    private static bool RunsOnce(string line) => _once.Any(name => line.Contains(name, StringComparison.Ordinal));

    private static bool IsMark(string line, string name) => line.Contains($"Compilation:{name}()", StringComparison.Ordinal);
}
