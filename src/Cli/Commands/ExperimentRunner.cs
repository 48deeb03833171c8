using System.Diagnostics;
using SimdOptim.Cli.Reports;
using SimdOptim.Experiments.Frame;

namespace SimdOptim.Cli.Commands;

/// <summary>Runs experiments one after the other and reports each.</summary>
internal sealed class ExperimentRunner(Terminal terminal, CancellationToken cancellation)
{
    /// <summary>Runs the experiments.</summary>
    /// <param name="experiments">The experiments to run.</param>
    /// <param name="root">The directory in which each gets one of its own.</param>
    /// <returns>One of <see cref="ExitCode"/>: a failure if a figure differs.</returns>
    /// <exception cref="UsageException">The reports cannot be written; nothing has been run.</exception>
    public int Run(IReadOnlyList<Experiment> experiments, string root)
    {
        if (cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        ReportDirectory[] directories =
            [.. experiments.Select(experiment => new ReportDirectory(Path.Combine(root, experiment.Name)))];
        try
        {
            foreach (ReportDirectory directory in directories) directory.Prepare([FindingsReport.Name], []);
            return Run(experiments, directories);
        }
        finally
        {
            foreach (ReportDirectory directory in directories.Reverse()) directory.RemoveUnused(); // the first created their root
        }
    }

    private int Run(IReadOnlyList<Experiment> experiments, ReportDirectory[] directories)
    {
        ProgressDisplay progress = new(terminal);
        List<Outcome> outcomes = [];
        try
        {
            for (int i = 0; i < experiments.Count; i++)
            {
                Outcome outcome = Run(experiments[i], progress, i + 1, experiments.Count);
                FindingsReport.Write(terminal, directories[i], outcome);
                outcomes.Add(outcome);
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"cancelled after {outcomes.Count} of {experiments.Count} experiments");
            return ExitCode.Cancelled;
        }

        if (experiments.Count > 1) FindingsReport.WriteSummary(terminal, outcomes);
        return outcomes.All(outcome => outcome.Findings.Passes) ? ExitCode.Success : ExitCode.Failure;
    }

    private Outcome Run(Experiment experiment, ProgressDisplay progress, int number, int count)
    {
        Findings findings = null!;
        long start = Stopwatch.GetTimestamp();
        Workbench bench = new(progress, cancellation);
        progress.ShowExperiment(experiment.Name, number, count, () => findings = experiment.Run(bench));
        cancellation.ThrowIfCancellationRequested();
        return new Outcome(experiment, findings, Stopwatch.GetElapsedTime(start));
    }
}
