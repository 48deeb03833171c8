using System.Globalization;
using System.Numerics;
using SimdOptim.Cli.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Data;

namespace SimdOptim.Cli.Reports;

/// <summary>What the network answers all over the plane, with the samples it learnt from.</summary>
internal static class BoundaryPicture
{
    public const string Name = "boundary.svg";

    private const int BatchSize = 1024;

    /// <summary>Whether the data lie in a plane, and can be drawn.</summary>
    public static bool CanShow<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => run.Training.FeatureCount == 2;

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(run).ToSvg());

    private static BoundaryChart Draw<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string test = run.TestAccuracy is { } accuracy ? $", of the test set {Figures.Share(accuracy)}" : "";
        return new BoundaryChart
        {
            Title = $"{run.Settings.Data.Name}: what the network decides",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Kind.Name}; {Figures.Share(run.TrainAccuracy)} of the training set right{test}",
            XTitle = run.Training.FeatureNames[0],
            YTitle = run.Training.FeatureNames[1],
            ClassNames = [.. run.Training.ClassNames.Select(Named)],
            Field = Predict(run.Network, SampleGrid.Around(run.Training.Features, run.Test is null ? [] : run.Test.Features)),
            Training = Points(run.Training),
            Test = run.Test is null ? LabelledPoints.None : Points(run.Test),
        };
    }

    private static DecisionField Predict<T>(Network<T> network, SampleGrid grid)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = network.OutputCount;
        T[] inputs = grid.Coordinates<T>(); // [samples, 2]
        T[] probabilities = new T[grid.Count * outputs]; // [samples, outputs]
        Workspace<T> workspace = network.CreateWorkspace(BatchSize);
        for (int start = 0; start < grid.Count; start += BatchSize)
        {
            int count = Math.Min(BatchSize, grid.Count - start);
            network.Predict(inputs.AsSpan(start * 2, count * 2), workspace).CopyTo(probabilities.AsSpan(start * outputs));
        }

        return outputs == 1
            ? DecisionField.Binary<T>(grid, probabilities)
            : DecisionField.MultiClass<T>(grid, probabilities, outputs);
    }

    private static LabelledPoints Points<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] classes = new int[data.Count];
        for (int i = 0; i < classes.Length; i++) classes[i] = int.CreateTruncating(data.Targets[i]);
        return LabelledPoints.Of(data.Features, classes);
    }

    // A legend that says "0" and "1" would explain nothing.
    private static string Named(string className) =>
        double.TryParse(className, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"class {className}" : className;
}
