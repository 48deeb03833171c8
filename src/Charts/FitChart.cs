using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Charts;

/// <summary>A function of one number and the samples it was fitted to and tested on.</summary>
public sealed class FitChart : PlotPanel
{
    /// <summary>The most samples to draw; of more, every n-th is drawn.</summary>
    public const int MaximumPoints = 4_000;

    private const int CurvePoints = 1000;
    private const int TrainingColour = Theme.Grey;
    private const int TestColour = 1;

    /// <summary>The function.</summary>
    public required LineSeries Curve { get; init; }

    public IReadOnlyList<Point> Training { get; init; } = [];

    /// <summary>Drawn as diamonds.</summary>
    public IReadOnlyList<Point> Test { get; init; } = [];

    protected override AxisScale XScale => Scale(point => point.X, Curve.X);

    protected override AxisScale YScale => Scale(point => point.Y, Curve.Y);

    protected override IReadOnlyList<LegendEntry> LegendEntries =>
    [
        new(Curve.Name, Theme.Colour(0), LegendMark.Line),
        new("training", Theme.Colour(TrainingColour), LegendMark.Disc),
        .. Test.Count > 0 ? [new("test", Theme.Colour(TestColour), LegendMark.Diamond)] : Array.Empty<LegendEntry>(),
    ];

    /// <summary>Predicts the curve of a network with one input over the range of two data sets.</summary>
    public static LineSeries Predict<T>(Network<T> network, DataSet<T> training, DataSet<T>? test)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataRange range = DataRange.Of(training.Features);
        foreach (T value in test is null ? [] : test.Features) range.Add(double.CreateChecked(value));
        double stride = (range.Maximum - range.Minimum) / (CurvePoints - 1);
        T[] inputs = [.. Enumerable.Range(0, CurvePoints).Select(i => T.CreateChecked(range.Minimum + (i * stride)))];
        ReadOnlySpan<T> outputs = network.Predict(inputs, network.CreateWorkspace(CurvePoints));
        return LineSeries.Of("prediction", outputs, range.Minimum, stride);
    }

    /// <summary>The samples of a data set of one feature and one target.</summary>
    public static Point[] Points<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Point[] points = new Point[data.Count];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(double.CreateChecked(data.Features[i]), double.CreateChecked(data.Targets[i]));
        return points;
    }

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        Marker.Disc.DrawAll(svg, plot, Training, Stride(Training), _ => TrainingColour);
        Marker.Diamond.DrawAll(svg, plot, Test, Stride(Test), _ => TestColour);
        PathData path = new();
        foreach (Point[] line in LineReducer.Reduce(Curve, plot)) path.AddLine(line);
        Curve.Style.Stroke(svg, path, Theme.Colour(0));
    }

    private static int Stride(IReadOnlyList<Point> points) =>
        Math.Max(1, (points.Count + MaximumPoints - 1) / MaximumPoints);

    private AxisScale Scale(Func<Point, double> coordinate, double[] ofCurve)
    {
        DataRange range = DataRange.Of<double>(ofCurve);
        foreach (Point point in Training.Concat(Test)) range.Add(coordinate(point));
        return AxisScale.Linear(range, below: 0.04, above: 0.04);
    }
}
