using SimdOptim.Training;

namespace SimdOptim.Cli.Progress;

/// <summary>Shows how far a training is, without slowing it down.</summary>
internal abstract class ProgressDisplay
{
    public static ProgressDisplay For(Terminal terminal) =>
        terminal.IsInteractive ? new LiveProgress(terminal) : new PlainProgress(terminal.Output);

    /// <summary>Shows the progress of a training while it runs.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="epochs">The epochs to come.</param>
    /// <param name="train">Trains, and hands each epoch's result over.</param>
    public abstract void Show(string name, int epochs, Action<Action<EpochResult>> train);
}
