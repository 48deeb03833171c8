using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>The cost of each epoch as a curve.</summary>
internal static class LossPicture
{
    public const string Name = "loss.svg";

    // A curve that falls by more than this lies on the axis unless that is logarithmic.
    private const double LargestFall = 100;

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(run).ToSvg());

    /// <summary>Whether costs fall by more than a factor that a linear axis can show.</summary>
    public static bool IsLogarithmic(IEnumerable<double> costs, double largestFall)
    {
        DataRange range = DataRange.Of<double>(costs.ToArray());
        return !range.IsEmpty && range.Minimum > 0 && range.Maximum > largestFall * range.Minimum;
    }

    private static LineChart Draw<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] costs = [.. run.Epochs.Select(epoch => epoch.Cost)];
        string end = run.StoppedBy is { } divergence
            ? $"diverged in epoch {Figures.Count(divergence.Epoch)}"
            : $"{Figures.Cost(run.FinalCost)} in the end";
        return new LineChart
        {
            Title = $"{run.Settings.Problem.Data.Name}: training cost",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Summary}; {end}",
            XTitle = "epoch",
            YTitle = run.Settings.Problem.Loss.Title,
            HasLogarithmicY = IsLogarithmic(costs, LargestFall),
            Series = [LineSeries.Of<double>("", costs)],
        };
    }
}
