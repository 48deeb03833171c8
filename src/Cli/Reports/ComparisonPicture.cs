using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>The costs of all runs as curves laid over each other.</summary>
internal static class ComparisonPicture
{
    public const string Name = "comparison.svg";

    // Curves that end near each other are told apart only where the axis spreads them.
    private const double LargestFall = 5;

    public static void Write<T>(ReportDirectory directory, OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(comparison).ToSvg());

    private static LineChart Draw<T>(OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TrainingRun<T> first = comparison.Runs[0];
        LineSeries[] curves = [.. comparison.Runs.Select(Curve)];
        return new LineChart
        {
            Title = $"{first.Settings.Problem.Data.Name}: training cost by optimizer",
            Subtitle = $"{first.Architecture}; behind each name its learning rate",
            XTitle = "epoch",
            YTitle = first.Settings.Problem.Loss.Title,
            HasLogarithmicY = LossPicture.IsLogarithmic(curves.SelectMany(curve => curve.Y), LargestFall),
            Series = curves,
        };
    }

    private static LineSeries Curve<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string end = run.DivergedIn is { } epoch ? $" (diverged in epoch {Figures.Count(epoch)})" : "";
        double[] costs = [.. run.Epochs.Select(epoch => epoch.Cost)];
        return LineSeries.Of<double>(OptimizerComparison<T>.NameOf(run) + end, costs);
    }
}
