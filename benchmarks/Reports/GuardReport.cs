using System.Globalization;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Optimizers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Measures the cost of checking whether the gradient is finite before a step.</summary>
internal static class GuardReport
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(3);

    public static void Write()
    {
        Table table = Screen.CreateTable("ns a parameter, medians", ["guarded", "unguarded", "ratio of pairs"]);
        foreach (int count in (ReadOnlySpan<int>)[1_000, 10_000, 100_000, 1_000_000])
        {
            Add(table, "Adam", count, new Adam());
            Add(table, "clip by global norm + Adam", count, new ClipByGlobalNorm(1).Then(new Adam()));
        }

        Screen.Create().Write(table);
    }

    private static void Add<TRule>(Table table, string name, int count, TRule rule)
        where TRule : struct, IUpdateRule
    {
        IReadOnlyList<Timing> timings = Contest.Run(
            [Steps("guarded", rule, count, NonFiniteGuard.SkipStep), Steps("unguarded", rule, count, NonFiniteGuard.Propagate)], _time);
        table.AddTexts(
            string.Create(CultureInfo.InvariantCulture, $"{name}, {count:#,0} floats"),
            Format(timings[0].Nanoseconds / count),
            Format(timings[1].Nanoseconds / count),
            Format(timings[1].Ratio));
    }

    private static InProcess Steps<TRule>(string name, TRule rule, int count, NonFiniteGuard guard)
        where TRule : struct, IUpdateRule
    {
        float[] parameters = SharedNumbers.Make(count, SharedNumbers.Inputs, offset: 0.5);
        float[] gradients = SharedNumbers.Make(count, SharedNumbers.Targets, offset: 0.5);
        Optimizer<float> optimizer = Optimizer<float>.Create(rule, count, learningRate: 1e-6);
        optimizer.NonFiniteGuard = guard;
        return new InProcess(name, calls =>
        {
            for (int i = 0; i < calls; i++) optimizer.Step(parameters, gradients);
        });
    }

    private static string Format(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
