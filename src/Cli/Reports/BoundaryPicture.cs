using System.Globalization;
using System.Numerics;
using SimdOptim.Cli.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Data;
using SimdOptim.Simd;

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
            Field = Predict(run.Network, grid, IsHinge(run)),
            Training = Points(run.Training),
            Test = run.Test is null ? LabelledPoints.None : Points(run.Test),
        };
    }

    /// <summary>What a network of two inputs answers at each sample of a grid.</summary>
    /// <param name="network">The network.</param>
    /// <param name="grid">The samples.</param>
    /// <param name="givesScores">Whether its outputs are scores, not probabilities.</param>
    public static DecisionField Predict<T>(Network<T> network, SampleGrid grid, bool givesScores = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = network.OutputCount;
        T[] answers = Predictions.Compute(network, grid.Coordinates<T>()); // [samples, outputs]
        if (outputs == 1) return DecisionField.Binary<T>(grid, answers);
        if (givesScores) MakeProbabilities(answers, outputs);
        return DecisionField.MultiClass<T>(grid, answers, outputs);
    }

    /// <summary>Softmax: the borders of scores stay where they are, for the largest stays the largest.</summary>
    private static void MakeProbabilities<T>(Span<T> scores, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < scores.Length; start += outputs)
        {
            Span<T> row = scores.Slice(start, outputs);
            T normalizer = ElementaryFunctions.LogSumExp<T>(row);
            foreach (ref T score in row) score -= normalizer;
            ElementaryFunctions.Exp<T>(row, row);
        }
    }

    private static bool IsHinge<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => run.Settings.Problem.Loss.Kind == LossKind.Hinge;

    /// <summary>The samples of a plane with their classes.</summary>
    public static LabelledPoints Points<T>(DataSet<T> data)
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
