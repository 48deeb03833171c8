using System.Globalization;

namespace SimdOptim.Benchmarks;

/// <summary>A quick answer, in one run, to whether fusion is real: each rule beside its hand-written loop.</summary>
public static class FusionReport
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("ns a parameter, median of pairs     library   by hand     ratio");
        foreach (int count in (ReadOnlySpan<int>)[1_000, 10_000, 100_003])
        {
            AdamSteps steps = new(count);
            Write(output, $"Adam, {count} floats", count, PairedTiming.Measure(steps.Adam, steps.AdamByHand));
            Write(output, $"clip + Adam + decay, {count} floats", count, PairedTiming.Measure(steps.Chain, steps.ChainByHand));
        }
    }

    private static void Write(TextWriter output, string name, int count, (double Library, double Hand, double Ratio) times) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34} {times.Library / count,8:F3}  {times.Hand / count,8:F3}  {times.Ratio,8:F3}"));
}
