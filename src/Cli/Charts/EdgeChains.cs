namespace SimdOptim.Cli.Charts;

/// <summary>Collects directed edges in any order, and links them head to tail.</summary>
internal sealed class EdgeChains
{
    private readonly List<(Point From, Point To)> _edges = [];

    /// <summary>Adds an edge; one without length is left out.</summary>
    public void Add(Point from, Point to)
    {
        if (from != to) _edges.Add((from, to));
    }

    /// <summary>The longest chains of the edges, each edge in one of them; a closed chain ends with its first point.</summary>
    public IReadOnlyList<Point[]> Link()
    {
        Dictionary<Point, Stack<Point>> ahead = [];
        Dictionary<Point, int> surplus = []; // Edges that leave a point less edges that reach it.
        foreach ((Point from, Point to) in _edges)
        {
            if (!ahead.TryGetValue(from, out Stack<Point>? targets)) ahead[from] = targets = new();
            targets.Push(to);
            surplus[from] = surplus.GetValueOrDefault(from) + 1;
            surplus[to] = surplus.GetValueOrDefault(to) - 1;
        }

        // What starts somewhere goes first; what remains then is closed.
        List<Point[]> chains = [];
        foreach ((Point start, int count) in surplus)
        {
            for (int i = 0; i < count; i++) chains.Add(Follow(start, ahead));
        }

        foreach ((Point from, _) in _edges)
        {
            if (ahead[from].Count > 0) chains.Add(Follow(from, ahead));
        }

        return chains;
    }

    private static Point[] Follow(Point start, Dictionary<Point, Stack<Point>> ahead)
    {
        List<Point> chain = [start];
        Point at = start;
        while (ahead.TryGetValue(at, out Stack<Point>? targets) && targets.TryPop(out at))
        {
            chain.Add(at);
            if (at == start) break;
        }

        return [.. chain];
    }
}
