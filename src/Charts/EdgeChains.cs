namespace SimdOptim.Charts;

/// <summary>Collects directed edges in any order and links them head to tail.</summary>
public sealed class EdgeChains
{
    private const int None = -1;

    private readonly Dictionary<Point, int> _nodes = [];
    private readonly List<Point> _positions = []; // [nodes]
    private readonly List<(int From, int To)> _edges = [];

    /// <summary>Adds an edge; an edge of length 0 is ignored.</summary>
    public void Add(Point from, Point to)
    {
        if (from != to) _edges.Add((Node(from), Node(to)));
    }

    /// <summary>Chains that contain each edge once; a chain ends where no edge continues it, or with its first point.</summary>
    public IReadOnlyList<Point[]> Link()
    {
        int[] first = new int[_nodes.Count]; // The first unused edge that leaves a node.
        int[] next = new int[_edges.Count]; // The one after it.
        int[] surplus = new int[_nodes.Count]; // Edges that leave a node less edges that reach it.
        Array.Fill(first, None);
        for (int e = 0; e < _edges.Count; e++)
        {
            (int from, int to) = _edges[e];
            (next[e], first[from]) = (first[from], e);
            surplus[from]++;
            surplus[to]--;
        }

        // Open chains first, from their start; the rest is closed.
        List<Point[]> chains = [];
        for (int node = 0; node < first.Length; node++)
        {
            for (int i = 0; i < surplus[node]; i++) chains.Add(Follow(node, first, next));
        }

        for (int node = 0; node < first.Length; node++)
        {
            while (first[node] != None) chains.Add(Follow(node, first, next));
        }

        return chains;
    }

    private Point[] Follow(int start, int[] first, int[] next)
    {
        List<Point> chain = [_positions[start]];
        int node = start;
        while (first[node] != None)
        {
            int edge = first[node];
            first[node] = next[edge];
            node = _edges[edge].To;
            chain.Add(_positions[node]);
            if (node == start) break;
        }

        return [.. chain];
    }

    private int Node(Point position)
    {
        if (_nodes.TryGetValue(position, out int node)) return node;
        _nodes.Add(position, _positions.Count);
        _positions.Add(position);
        return _positions.Count - 1;
    }
}
