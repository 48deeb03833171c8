using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace SimdOptim.StepProbe;

/// <summary>Measures what the JIT compiler compiles for a step.</summary>
internal static class Compilation
{
    private static readonly int[] _everySize = [.. Enumerable.Range(1, Scenario.MaxBatch)];

    /// <summary>Prints how many methods each scenario compiles on this thread after its warm-up.</summary>
    public static int PrintAfterWarmup()
    {
        foreach (Scenario scenario in Scenarios.All)
        {
            scenario.Warmup();
            _ = CountCompiled(scenario.Use, []); // compiles the methods of the scenario itself
            string compiled = CountCompiled(scenario.Use, _everySize).ToString(CultureInfo.InvariantCulture);
            Console.WriteLine($"{scenario.Name}: {compiled}");
        }

        return 0;
    }

    /// <summary>
    /// Uses all scenarios without a warm-up, between two calls that mark the start and the end in the runtime's list of compiled
    /// methods.
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
