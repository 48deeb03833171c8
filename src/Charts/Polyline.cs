namespace SimdOptim.Charts;

/// <summary>Operations on chains of points.</summary>
public static class Polyline
{
    /// <summary>
    /// Removes the points that lie within <paramref name="tolerance"/> of the line between the others (Douglas and
    /// Peucker 1973); keeps the ends.
    /// </summary>
    public static Point[] Simplify(Point[] points, double tolerance)
    {
        if (points.Length < 3) return points;
        bool[] isKept = new bool[points.Length];
        isKept[0] = isKept[^1] = true;
        Stack<(int First, int Last)> pieces = new([(0, points.Length - 1)]);
        while (pieces.TryPop(out (int First, int Last) piece))
        {
            (int farthest, double distance) = Farthest(points, piece.First, piece.Last);
            if (distance <= tolerance) continue;
            isKept[farthest] = true;
            pieces.Push((piece.First, farthest));
            pieces.Push((farthest, piece.Last));
        }

        return [.. points.Where((_, i) => isKept[i])];
    }

    /// <summary>The signed area of a closed chain, positive if it runs counter-clockwise where y grows upwards.</summary>
    public static double Area(ReadOnlySpan<Point> ring)
    {
        double twice = 0;
        for (int i = 0; i < ring.Length; i++)
        {
            Point a = ring[i], b = ring[(i + 1) % ring.Length];
            twice += a.X * b.Y - b.X * a.Y;
        }

        return twice / 2;
    }

    private static (int Index, double Distance) Farthest(Point[] points, int first, int last)
    {
        (Point a, Point b) = (points[first], points[last]);
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        double squaredLength = dx * dx + dy * dy;
        (int Index, double Distance) farthest = (first, -1);
        for (int i = first + 1; i < last; i++)
        {
            (double px, double py) = (points[i].X - a.X, points[i].Y - a.Y);
            double along = squaredLength > 0 ? Math.Clamp((px * dx + py * dy) / squaredLength, 0, 1) : 0;
            double distance = double.Hypot(px - along * dx, py - along * dy);
            if (distance > farthest.Distance) farthest = (i, distance);
        }

        return farthest;
    }
}
