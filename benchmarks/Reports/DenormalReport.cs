using System.Diagnostics;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Optimizers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Measures steps with all-zero gradients, as when every ReLU is dead: the first steps, and steps after ten thousand others.
/// </summary>
internal static class DenormalReport
{
    private const int Count = 10_000;
    private const int StepsBefore = 10_000;
    private const int Window = 64; // two flushes
    private const int Pairs = 401;
    private const int Runs = 15;
    private const double Limit = 1.1;

    public static void Write()
    {
        Table table = Screen.CreateTable(
            $"ns a parameter, {Count} floats, zero gradients",
            ["first steps", $"after {StepsBefore}", "ratio of pairs", $"≤ {Limit}", "slowest window", "at step", "ratio"]);
        foreach (NamedRule rule in NamedRule.All.Where(rule => rule.SlotCount > 0)) Add(table, rule);
        IAnsiConsole console = Screen.Create();
        console.Write(table);
        console.WriteLine(
            $"Windows of {Window} steps, medians of {Pairs} pairs. Slowest window: medians of {Runs} runs in which all state "
            + "decays at the same time.");
    }

    private static void Add(Table table, NamedRule rule)
    {
        float[] parameters = SharedNumbers.Make(Count, SharedNumbers.Inputs, offset: 0.5), zeros = new float[Count];
        Optimizer<float> fresh = rule.Create(Count), old = rule.Create(Count);
        for (int step = 0; step < Window; step++)
            fresh.Step(parameters, SharedNumbers.Make(Count, SharedNumbers.Targets, offset: 0.5));
        float[] state = fresh.State.ToArray();
        old.Restore(Window, state);
        for (int step = 0; step < StepsBefore; step++) old.Step(parameters, zeros);

        double[] first = new double[Pairs], last = new double[Pairs];
        for (int pair = 0; pair < Pairs; pair++)
        {
            fresh.Restore(Window, state);
            first[pair] = MeasureWindow(fresh, parameters, zeros);
            last[pair] = MeasureWindow(old, parameters, zeros);
        }

        double[][] windows = [.. Enumerable.Range(0, StepsBefore / Window).Select(_ => new double[Runs])];
        for (int run = 0; run < Runs; run++)
        {
            fresh.Restore(Window, state);
            foreach (double[] window in windows) window[run] = MeasureWindow(fresh, parameters, zeros);
        }

        double ratio = last.Zip(first, (late, early) => late / early).Median();
        double[] medians = [.. windows.Select(window => window.Median())];
        int slowest = Array.IndexOf(medians, medians.Max());
        table.AddTexts(
            rule.Name,
            Unit.Format(first.Median()),
            Unit.Format(last.Median()),
            Unit.Format(ratio),
            ratio <= Limit ? "yes" : "no",
            Unit.Format(medians[slowest]),
            $"{slowest * Window}",
            Unit.Format(medians[slowest] / first.Median()));
    }

    private static double MeasureWindow(Optimizer<float> optimizer, float[] parameters, float[] zeros)
    {
        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < Window; step++) optimizer.Step(parameters, zeros);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Window / Count;
    }
}
