using SimdOptim.Charts;
using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Progress;

/// <summary>Shows how far a soak is; only when it is told of it, for another thread would allocate while nothing may.</summary>
internal abstract class SoakProgress
{
    public static SoakProgress For(Terminal terminal) =>
        terminal.IsInteractive ? new LiveSoakProgress(terminal) : new PlainSoakProgress(terminal.Output);

    /// <summary>Shows the progress of a soak while it runs.</summary>
    /// <param name="settings">What is run.</param>
    /// <param name="run">Runs it, and tells how far it is.</param>
    /// <returns>What it came to.</returns>
    public abstract SoakResult Show(SoakSettings settings, Func<Action<SoakResult>, SoakResult> run);

    /// <summary>The figures of the moment in a line.</summary>
    protected static string Describe(SoakResult now) =>
        $"{Figures.Count(now.Steps)} steps  {Figures.Count(now.Inferences)} inferences  {Figures.Count(now.Kills)} kills  "
        + $"{Figures.Memory(now.LargestWorkingSet)}";
}
