using System.Globalization;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>What the network answers all over the plane, with the samples it learnt from.</summary>
internal static class BoundaryPicture
{
    public const string Name = "boundary.svg";

    // Nobody tells more apart, and each takes a number for every place of the picture.
    public const int MostClasses = 100;

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(run).ToSvg());

    private static BoundaryChart Draw<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleGrid grid = SampleGrid.Around(run.Training.Features, run.Test is null ? [] : run.Test.Features);
        string train = Figures.Share(run.TrainAccuracy!.Value);
        string test = run.TestAccuracy is { } accuracy ? $", of the test set {Figures.Share(accuracy)}" : "";
        return new BoundaryChart
        {
            Title = $"{run.Settings.Problem.Data.Name}: what the network decides",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Kind.Name}; {train} of the training set right{test}",
            XTitle = run.Training.FeatureNames[0],
            YTitle = run.Training.FeatureNames[1],
            ClassNames = [.. run.Training.ClassNames.Select(Named)],
            BandName = IsHinge(run) ? "softmax of the scores above 75 %, 90 %" : "75 %, 90 % sure",
            Field = DecisionField.Of(run.Network, grid, IsHinge(run)),
            Training = LabelledPoints.Of(run.Training),
            Test = run.Test is null ? LabelledPoints.None : LabelledPoints.Of(run.Test),
        };
    }

    private static bool IsHinge<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => run.Settings.Problem.Loss.Kind == LossKind.Hinge;

    // A legend that says "0" and "1" would explain nothing.
    private static string Named(string className) =>
        double.TryParse(className, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"class {className}" : className;
}
