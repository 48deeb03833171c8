using SimdOptim.Training;

namespace SimdOptim.Cli.Progress;

/// <summary>Shows how far a training is, without slowing it down.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>The display that fits a terminal.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="lines">About how many lines to write where they cannot be drawn over.</param>
    public static ProgressDisplay For(Terminal terminal, int lines = 10) =>
        terminal.IsInteractive ? new LiveProgress(terminal) : new PlainProgress(terminal.Output, lines);

    /// <summary>Shows the progress of a training while it runs.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="epochs">The epochs to come.</param>
    /// <param name="train">Trains, and hands each epoch's result over.</param>
    public abstract void Show(string name, int epochs, Action<Action<EpochResult>> train);
}
