namespace SimdOptim.Charts;

/// <summary>
/// Thins a curve to what its pixels can show: each column of pixels keeps its first, lowest, highest and last point, in
/// order, so that no spike is lost and lines between columns keep their slope (M4; Jugel et al. 2014, "M4: A
/// Visualization-Oriented Time Series Data Aggregation").
/// </summary>
public sealed class LineReducer
{
    private readonly List<Point[]> _lines = [];
    private readonly List<Point> _line = [];
    private (int Index, Point Point) _first, _lowest, _highest, _last;
    private bool _hasColumn;

    private LineReducer()
    {
    }

    /// <summary>The unbroken pieces of the curve in pixels; a piece may be a single point.</summary>
    /// <remarks>A gap inside one column of pixels would be invisible and is closed.</remarks>
    public static IReadOnlyList<Point[]> Reduce(LineSeries series, PlotArea plot)
    {
        LineReducer reducer = new();
        bool isBroken = false;
        for (int i = 0; i < series.X.Length; i++)
        {
            double x = series.X[i], y = series.Y[i];
            if (!plot.XScale.CanShow(x) || !plot.YScale.CanShow(y))
            {
                isBroken = true;
                continue;
            }

            // Only magnitudes beyond the span of an axis leave the plot; clip them at its edge.
            Rectangle area = plot.Bounds;
            Point point = new(Math.Clamp(plot.X(x), area.X, area.Right), Math.Clamp(plot.Y(y), area.Y, area.Bottom));
            reducer.Add(i, point, isBroken);
            isBroken = false;
        }

        reducer.EndLine();
        return reducer._lines;
    }

    private void Add(int index, Point point, bool isBroken)
    {
        bool isSameColumn = _hasColumn && Math.Floor(point.X) == Math.Floor(_first.Point.X);
        if (!isSameColumn)
        {
            if (isBroken) EndLine();
            else EndColumn();
            _first = _lowest = _highest = (index, point);
            _hasColumn = true;
        }

        _last = (index, point);
        if (point.Y > _lowest.Point.Y) _lowest = _last;
        if (point.Y < _highest.Point.Y) _highest = _last;
    }

    private void EndColumn()
    {
        if (!_hasColumn) return;
        (int Index, Point Point) earlier = _lowest, later = _highest;
        if (earlier.Index > later.Index) (earlier, later) = (later, earlier);
        int previous = -1;
        foreach ((int index, Point point) in (ReadOnlySpan<(int, Point)>)[_first, earlier, later, _last])
        {
            if (index > previous) _line.Add(point);
            previous = index;
        }

        _hasColumn = false;
    }

    private void EndLine()
    {
        EndColumn();
        if (_line.Count > 0) _lines.Add([.. _line]);
        _line.Clear();
    }
}
