using System.Runtime.CompilerServices;

namespace SimdOptim.Charts;

/// <summary>
/// Marching triangles: divides a grid of scores into one region for each class, where that class has the highest score.
/// </summary>
/// <remarks>
/// Each cell is cut into four triangles about its centre, whose score is the mean of the corners. In a triangle scores are
/// linear, so two classes meet along a straight line and three in a point: nothing is ambiguous, unlike in marching squares.
/// Neighbours compute the same crossings on the side they share, so the regions tile the grid without gap or overlap.
/// Cells with a corner that is not finite belong to no region. Coordinates are in cells: (column, row).
/// </remarks>
public sealed class RegionTracer
{
    private const int Nobody = -1;

    private readonly double[] _scores; // [rows · columns, classes]
    private readonly int[] _winners; // [rows · columns]
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _classes;
    private readonly EdgeChains[] _outlines;
    private readonly EdgeChains[] _borders;

    private RegionTracer(double[] scores, int columns, int rows, int classes)
    {
        (_scores, _columns, _rows, _classes) = (scores, columns, rows, classes);
        _winners = FindWinners(scores, classes);
        _outlines = [.. Enumerable.Range(0, classes).Select(_ => new EdgeChains())];
        _borders = [.. Enumerable.Range(0, classes).Select(_ => new EdgeChains())];
    }

    /// <summary>
    /// The rings around the region of a class, counter-clockwise about it and clockwise about its holes; each repeats its first
    /// point at its end.
    /// </summary>
    public IReadOnlyList<Point[]> Rings(int @class) => _outlines[@class].Link();

    /// <summary>The lines between regions, each once; a closed one repeats its first point at its end.</summary>
    public IReadOnlyList<Point[]> Borders() => [.. _borders.SelectMany(b => b.Link())];

    /// <summary>Finds the regions of <paramref name="scores"/>, [rows · columns, classes].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RegionTracer Trace(double[] scores, int columns, int rows, int classes)
    {
        RegionTracer tracer = new(scores, columns, rows, classes);
        int[] winners = tracer._winners;
        bool isComplete = !winners.AsSpan().Contains(Nobody);
        for (int row = 0; row < rows - 1; row++)
        {
            for (int column = 0; column < columns - 1; column++)
            {
                // Nothing passes through most cells.
                int node = row * columns + column, above = node + columns, winner = winners[node];
                bool isUniform = winners[node + 1] == winner && winners[above] == winner && winners[above + 1] == winner;
                bool isInside = column > 0 && row > 0 && column < columns - 2 && row < rows - 2;
                if (isComplete && isUniform && isInside) continue;
                if (tracer.HasValues(column, row)) tracer.TraceCell(column, row);
            }
        }

        return tracer;
    }

    /// <summary>The class of the highest score of each node; nobody where a score is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] FindWinners(double[] scores, int classes)
    {
        int[] winners = new int[scores.Length / classes];
        for (int i = 0; i < winners.Length; i++)
        {
            ReadOnlySpan<double> row = scores.AsSpan(i * classes, classes);
            int winner = 0;
            for (int c = 0; c < row.Length && winner != Nobody; c++)
                winner = !double.IsFinite(row[c]) ? Nobody : row[c] > row[winner] ? c : winner;
            winners[i] = winner;
        }

        return winners;
    }

    private bool HasValues(int column, int row)
    {
        if (column < 0 || row < 0 || column >= _columns - 1 || row >= _rows - 1) return false;
        int node = row * _columns + column, above = node + _columns;
        return !_winners.AsSpan(node, 2).Contains(Nobody) && !_winners.AsSpan(above, 2).Contains(Nobody);
    }

    private void TraceCell(int column, int row)
    {
        ReadOnlySpan<(int X, int Y)> corners = [(0, 0), (1, 0), (1, 1), (0, 1)];
        ReadOnlySpan<(int X, int Y)> neighbours = [(0, -1), (1, 0), (0, 1), (-1, 0)];
        Vertex centre = Centre(column, row);
        Vertex from = Corner(column, row);
        for (int k = 0; k < 4; k++)
        {
            (int x, int y) = corners[(k + 1) % 4];
            Vertex to = Corner(column + x, row + y);
            TraceTriangle(from, to, centre);
            if (!HasValues(column + neighbours[k].X, row + neighbours[k].Y)) TraceOuterSide(from, to);
            from = to;
        }
    }

    private void TraceTriangle(Vertex a, Vertex b, Vertex c)
    {
        if (a.Winner == b.Winner && b.Winner == c.Winner) return;
        if (a.Winner != b.Winner && b.Winner != c.Winner && c.Winner != a.Winner)
        {
            (Point ab, Point bc, Point ca) = (Crossing(a, b), Crossing(b, c), Crossing(c, a));
            Point junction = new((ab.X + bc.X + ca.X) / 3, (ab.Y + bc.Y + ca.Y) / 3);
            AddBorder(ab, junction, a.Winner, b.Winner);
            AddBorder(bc, junction, b.Winner, c.Winner);
            AddBorder(ca, junction, c.Winner, a.Winner);
            return;
        }

        // Rotated so that the first vertex is the single one.
        if (b.Winner != c.Winner) (a, b, c) = c.Winner == a.Winner ? (b, c, a) : (c, a, b);
        AddBorder(Crossing(a, b), Crossing(c, a), a.Winner, b.Winner);
    }

    private void TraceOuterSide(Vertex from, Vertex to)
    {
        Point middle = from.Winner == to.Winner ? from.Position : Crossing(from, to);
        _outlines[from.Winner].Add(from.Position, middle);
        _outlines[to.Winner].Add(middle, to.Position);
    }

    // A border has its left class on its left side.
    private void AddBorder(Point from, Point to, int left, int right)
    {
        _outlines[left].Add(from, to);
        _outlines[right].Add(to, from);
        if (left < right) _borders[left].Add(from, to);
        else _borders[right].Add(to, from);
    }

    // Always computed in the same direction, so that both triangles beside the side find the same bits.
    private Point Crossing(Vertex u, Vertex v)
    {
        if (v.Id < u.Id) (u, v) = (v, u);
        double before = Score(u, u.Winner) - Score(u, v.Winner); // >= 0
        double after = Score(v, v.Winner) - Score(v, u.Winner); // >= 0
        double t = before + after > 0 ? before / (before + after) : 0.5;
        return new Point(
            u.Position.X + t * (v.Position.X - u.Position.X),
            u.Position.Y + t * (v.Position.Y - u.Position.Y));
    }

    private Vertex Corner(int column, int row)
    {
        int id = row * _columns + column;
        return new Vertex(new Point(column, row), id, _winners[id]);
    }

    private Vertex Centre(int column, int row)
    {
        int corner = row * _columns + column, above = corner + _columns;
        int winner = _winners[corner];
        Vertex centre = new(new Point(column + 0.5, row + 0.5), _columns * _rows + corner, winner);

        // Where all corners are equal, so is the mean, except for its rounding.
        bool isUniform = _winners[corner + 1] == winner && _winners[above] == winner && _winners[above + 1] == winner;
        return isUniform ? centre : centre with { Winner = Winner(centre) };
    }

    private int Winner(Vertex vertex)
    {
        int winner = 0;
        for (int c = 0; c < _classes; c++)
        {
            double score = Score(vertex, c);
            if (!double.IsFinite(score)) return Nobody;
            if (score > Score(vertex, winner)) winner = c;
        }

        return winner;
    }

    private double Score(Vertex vertex, int @class)
    {
        int node = vertex.Id - _columns * _rows;
        if (node < 0) return _scores[vertex.Id * _classes + @class];
        double below = _scores[node * _classes + @class] + _scores[(node + 1) * _classes + @class];
        node += _columns;
        return (below + _scores[node * _classes + @class] + _scores[(node + 1) * _classes + @class]) / 4;
    }

    private readonly record struct Vertex(Point Position, int Id, int Winner);
}
