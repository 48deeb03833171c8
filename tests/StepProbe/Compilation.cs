using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace SimdOptim.StepProbe;

/// <summary>What the just-in-time compiler has to do for a step.</summary>
internal static class Compilation
{
    private static readonly int[] _everySize = [.. Enumerable.Range(1, Scenario.MaxBatch)];

    /// <summary>Prints how many methods were compiled on this thread by the use of each scenario, after its warm-up.</summary>
    public static int PrintAfterWarmup()
    {
        foreach (Scenario scenario in Scenarios.All)
        {
            scenario.Warmup();
            _ = CountCompiled(scenario.Use, []); // compiles what of it is not the library's
            string compiled = CountCompiled(scenario.Use, _everySize).ToString(CultureInfo.InvariantCulture);
            Console.WriteLine($"{scenario.Name}: {compiled}");
        }

        return 0;
    }

    /// <summary>
    /// Uses all scenarios as they are, cold, between two calls that the runtime notes in its list of what it compiled.
    /// </summary>
    public static int RunBetweenMarks()
    {
        IReadOnlyList<Scenario> scenarios = Scenarios.All;
        Begin();
        foreach (Scenario scenario in scenarios) scenario.Use(_everySize);
        End();
        return 0;
    }

    private static long CountCompiled(Action<int[]> use, int[] batches)
    {
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        use(batches);
        return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Begin()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void End()
    {
    }
}
