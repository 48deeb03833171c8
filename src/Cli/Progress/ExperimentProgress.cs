using SimdOptim.Experiments.Frame;

namespace SimdOptim.Cli.Progress;

/// <summary>Shows how far the trainings of an experiment are; they may run on several threads.</summary>
internal abstract class ExperimentProgress : IExperimentProgress
{
    public static ExperimentProgress For(Terminal terminal) =>
        terminal.IsInteractive ? new LiveExperimentProgress(terminal) : new PlainExperimentProgress(terminal.Output);

    /// <summary>Shows the progress of an experiment while it runs.</summary>
    /// <param name="name">What is run.</param>
    /// <param name="number">Which of all, from 1.</param>
    /// <param name="count">All that are to be run.</param>
    /// <param name="run">Runs it.</param>
    public abstract void Show(string name, int number, int count, Action run);

    /// <summary>Begins to show a training.</summary>
    /// <returns>To be told the number of epochs that are done.</returns>
    public abstract Action<int> Begin(string training, int epochs);
}
