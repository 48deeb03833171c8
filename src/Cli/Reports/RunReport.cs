using System.Numerics;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>Everything that is written about one run: figures, pictures and the table on the screen.</summary>
internal static class RunReport
{
    /// <summary>The names of all files that a report can consist of.</summary>
    public static IReadOnlyList<string> Files { get; } = [MetricsFile.Name, HistoryFile.Name, LossPicture.Name, BoundaryPicture.Name];

    public static void Write<T>(Terminal terminal, ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MetricsFile.Write(directory, run);
        HistoryFile.Write(directory, run);
        LossPicture.Write(directory, run);
        bool isPlane = BoundaryPicture.CanShow(run);
        if (isPlane) BoundaryPicture.Write(directory, run);
        else directory.Remove(BoundaryPicture.Name);

        ResultTable.Write(terminal, run, isPlane ? Files : Files.Where(file => file != BoundaryPicture.Name), directory);
        if (!isPlane)
            terminal.Output.WriteLine($"No {BoundaryPicture.Name}: it shows data of 2 features, these have {run.Training.FeatureCount}.");
        if (run is { StoppedBy: null, DivergedIn: { } diverged })
            terminal.Output.WriteLine($"The cost is not finite since epoch {Figures.Count(diverged)}: a lower --learning-rate may help.");
    }
}
