using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Data;

namespace SimdOptim.Cli.Reports;

/// <summary>What the network predicts from one number, with the samples it learnt from.</summary>
internal static class FitPicture
{
    public const string Name = "fit.svg";

    private const int CurvePoints = 1000;

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, Draw(run).ToSvg());

    private static FitChart Draw<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string train = Figures.Determination(run.TrainR2);
        string test = run.TestR2 is { } r2 ? $", of the test set {Figures.Determination(r2)}" : "";
        return new FitChart
        {
            Title = $"{run.Settings.Problem.Data.Name}: what the network predicts",
            Subtitle = $"{run.Architecture}, {run.Settings.Optimizer.Kind.Name}; R² {train} of the training set{test}",
            XTitle = run.Training.FeatureNames[0],
            YTitle = "target",
            Curve = Predict(run),
            Training = Points(run.Training),
            Test = run.Test is null ? [] : Points(run.Test),
        };
    }

    private static LineSeries Predict<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataRange range = DataRange.Of(run.Training.Features);
        foreach (T value in run.Test is null ? [] : run.Test.Features) range.Add(double.CreateChecked(value));
        double stride = (range.Maximum - range.Minimum) / (CurvePoints - 1);
        T[] inputs = new T[CurvePoints];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = T.CreateChecked(range.Minimum + (i * stride));
        return LineSeries.Of<T>("prediction", Predictions.Compute(run.Network, inputs), range.Minimum, stride);
    }

    private static Point[] Points<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Point[] points = new Point[data.Count];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(double.CreateChecked(data.Features[i]), double.CreateChecked(data.Targets[i]));
        return points;
    }
}
