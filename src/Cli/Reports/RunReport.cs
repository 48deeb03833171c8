using System.Numerics;
using SimdOptim.Charts;
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
        ModelFile.Write(directory, run); // first, for it is what a disk that is nearly full should hold
        MetricsFile.Write(directory, run);
        HistoryFile.Write(directory, run);
        LossPicture.Write(directory, run);
        (string picture, int features) = run.IsRegression ? (FitPicture.Name, 1) : (BoundaryPicture.Name, 2);
        bool isPlain = run.Training.ClassCount <= BoundaryPicture.MostClasses;
        bool isShown = run.Training.FeatureCount == features && isPlain;
        foreach (string name in Files.Except(_always).Where(name => !isShown || name != picture)) directory.Remove(name);
        if (isShown && run.IsRegression) FitPicture.Write(directory, run);
        else if (isShown) BoundaryPicture.Write(directory, run);

        ResultTable.Write(terminal, run, isShown ? [.. _always, picture] : _always, directory);
        if (!isShown)
        {
            string expected = features == 1 ? "1 feature" : $"{features} features", found = Figures.Count(run.Training.FeatureCount);
            if (!isPlain) (expected, found) = ($"at most {BoundaryPicture.MostClasses} classes", Figures.Count(run.Training.ClassCount));
            terminal.Output.WriteLine($"No {picture}: it shows data of {expected}, these have {found}.");
        }

        if (run is not { StoppedBy: null, DivergedIn: { } diverged }) return;
        terminal.Output.WriteLine(
            $"The cost is not finite since epoch {Figures.Count(diverged)}: a lower --learning-rate may help.");
    }
}
