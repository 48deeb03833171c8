using System.Numerics;
using SimdOptim.Cli.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>The cost of each epoch as a curve.</summary>
internal static class LossPicture
{
    public const string Name = "loss.svg";

    // A curve that falls by more than this lies on the axis unless that is logarithmic.
    private const double LargestLinearFall = 100;

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(run).ToSvg());

    private static LineChart Draw<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<EpochResult> epochs = run.History.Epochs;
        double[] costs = new double[epochs.Length];
        for (int i = 0; i < costs.Length; i++) costs[i] = epochs[i].Cost;
        double[] finite = [.. costs.Where(double.IsFinite)];
        return new LineChart
        {
            Title = $"{run.Settings.Data.Name}: training cost",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Summary}; {Figures.Cost(costs[^1])} in the end",
            XTitle = "epoch",
            YTitle = run.Settings.L2 > 0 ? "cross-entropy + L2 penalty" : "cross-entropy",
            HasLogarithmicY = finite.Length > 0 && finite.Min() > 0 && finite.Max() > LargestLinearFall * finite.Min(),
            Series = [LineSeries.Of<double>("", costs)],
        };
    }
}
