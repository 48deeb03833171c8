namespace SimdOptim.Cli.Soaking;

/// <summary>What went wrong; of many alike the first few are kept, all are counted.</summary>
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

    /// <summary>Notes a fault if something does not hold.</summary>
    public void Expect(bool condition, string otherwise)
    {
        if (!condition) Add(otherwise);
    }
}
