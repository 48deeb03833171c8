namespace SimdOptim.Cli.Soaking;

/// <summary>Counts what went wrong and keeps the first few messages.</summary>
internal sealed class Faults
{
    private const int MostKept = 10;

    private readonly Lock _lock = new();
    private readonly List<string> _texts = [];

    public int Count { get; private set; }

    public IReadOnlyList<string> Texts => _texts;

    public void Add(string text)
    {
        lock (_lock)
        {
            Count++;
            if (_texts.Count < MostKept) _texts.Add(text);
        }
    }

    /// <summary>Adds a fault unless a condition holds.</summary>
    public void Expect(bool condition, string otherwise)
    {
        if (!condition) Add(otherwise);
    }
}
