using System.Globalization;

namespace SimdOptim.Cli.Reports;

/// <summary>The charts of one run or several.</summary>
internal static class RunPictures<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The cost of each epoch.</summary>
    public static LineChart DrawLoss(TrainingRun<T> run)
    {
        double[] costs = Costs(run);
        string end = run.StoppedBy is { } divergence
            ? $"diverged in epoch {Figures.Count(divergence.Epoch)}"
            : $"{Figures.Cost(run.FinalCost)} in the end";
        return new LineChart
        {
            Title = $"{run.Settings.Data.Name}: training cost",
            Subtitle = $"{run.Architecture}, {run.Settings.OptimizerSummary}; {end}",
            XTitle = "epoch",
            YTitle = run.Settings.CostTitle,
            HasLogarithmicY = LineChart.FallsBeyond(100, costs), // a linear axis would show such a curve as zero
            Series = [LineSeries.Of<double>("", costs)],
        };
    }

    /// <summary>The costs of all runs, one curve each.</summary>
    public static LineChart DrawComparison(OptimizerComparison<T> comparison)
    {
        TrainingRun<T> first = comparison.Runs[0];
        return new LineChart
        {
            Title = $"{first.Settings.Data.Name}: training cost by optimizer",
            Subtitle = $"{first.Architecture}; behind each name its learning rate",
            XTitle = "epoch",
            YTitle = first.Settings.CostTitle,
            HasLogarithmicY = LineChart.FallsBeyond(5, comparison.Runs.SelectMany(Costs)), // spreads curves that end close
            Series = [.. comparison.Runs.Select(run => LineSeries.Of<double>(Name(run), Costs(run)))],
        };

        static string Name(TrainingRun<T> run) => OptimizerComparison<T>.NameOf(run)
            + (run.DivergedIn is { } epoch ? $" (diverged in epoch {Figures.Count(epoch)})" : "");
    }

    /// <summary>The class that the network predicts at each point of the plane.</summary>
    public static BoundaryChart DrawBoundary(TrainingRun<T> run)
    {
        SampleGrid grid = SampleGrid.Around(run.Training.Features, run.Test is null ? [] : run.Test.Features);
        bool givesScores = run.Settings.Loss == LossKind.Hinge;
        string test = run.OnTest?.Accuracy is { } accuracy ? $", of the test set {Figures.Share(accuracy)}" : "";
        return new BoundaryChart
        {
            Title = $"{run.Settings.Data.Name}: what the network decides",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Name}; "
                + $"{Figures.Share(run.OnTraining.Accuracy!.Value)} of the training set right{test}",
            XTitle = run.Training.FeatureNames[0],
            YTitle = run.Training.FeatureNames[1],
            ClassNames = [.. run.Training.ClassNames.Select(NameOfClass)],
            BandName = givesScores ? "softmax of the scores above 75 %, 90 %" : "75 %, 90 % sure",
            Field = DecisionField.Of(run.Network, grid, givesScores),
            Training = LabelledPoints.Of(run.Training),
            Test = run.Test is null ? LabelledPoints.None : LabelledPoints.Of(run.Test),
        };

        // A legend of "0" and "1" would explain nothing.
        static string NameOfClass(string name) =>
            double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"class {name}" : name;
    }

    /// <summary>What the network predicts from one feature.</summary>
    public static FitChart DrawFit(TrainingRun<T> run)
    {
        string test = run.OnTest?.RSquared is { } r2 ? $", of the test set {Figures.Determination(r2)}" : "";
        return new FitChart
        {
            Title = $"{run.Settings.Data.Name}: what the network predicts",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Name}; "
                + $"R² {Figures.Determination(run.OnTraining.RSquared)} of the training set{test}",
            XTitle = run.Training.FeatureNames[0],
            YTitle = "target",
            Curve = FitChart.Predict(run.Network, run.Training, run.Test),
            Training = FitChart.Points(run.Training),
            Test = run.Test is null ? [] : FitChart.Points(run.Test),
        };
    }

    private static double[] Costs(TrainingRun<T> run) => [.. run.Epochs.Select(epoch => epoch.Cost)];
}
