using System.Numerics;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>Everything that is written about one run: figures, pictures and the table on the screen.</summary>
internal static class RunReport
{
    private static readonly string[] _always = [MetricsFile.Name, HistoryFile.Name, LossPicture.Name, ModelFile.Name];

    /// <summary>The names of all files that a report can consist of.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. _always, BoundaryPicture.Name, FitPicture.Name];

    public static void Write<T>(Terminal terminal, ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MetricsFile.Write(directory, run);
        HistoryFile.Write(directory, run);
        LossPicture.Write(directory, run);
        ModelFile.Write(directory, run);
        (string picture, int features) = run.IsRegression ? (FitPicture.Name, 1) : (BoundaryPicture.Name, 2);
        bool isShown = run.Training.FeatureCount == features;
        foreach (string name in Files.Except(_always).Where(name => !isShown || name != picture)) directory.Remove(name);
        if (isShown && run.IsRegression) FitPicture.Write(directory, run);
        else if (isShown) BoundaryPicture.Write(directory, run);

        ResultTable.Write(terminal, run, isShown ? [.. _always, picture] : _always, directory);
        if (!isShown)
        {
            string expected = features == 1 ? "1 feature" : $"{features} features";
            terminal.Output.WriteLine($"No {picture}: it shows data of {expected}, these have {run.Training.FeatureCount}.");
        }

        if (run is not { StoppedBy: null, DivergedIn: { } diverged }) return;
        terminal.Output.WriteLine(
            $"The cost is not finite since epoch {Figures.Count(diverged)}: a lower --learning-rate may help.");
    }
}
