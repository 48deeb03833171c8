namespace SimdOptim.Benchmarks.Peers;

/// <summary>The peers outside .NET that are installed on this machine.</summary>
internal sealed class PeerSet : IDisposable
{
    private static readonly Dictionary<string, string> _packages = new()
    {
        [PeerNames.Fann] = "libfann2",
        [PeerNames.OneDnn] = "libdnnl2",
        [PeerNames.OpenBlas] = "libopenblas0-pthread",
        [PeerNames.PyTorch] = "python3-torch",
    };

    private readonly HashSet<string> _missing = [.. _packages.Keys];

    private PeerSet()
    {
    }

    /// <summary>Gets an empty set.</summary>
    public static PeerSet None { get; } = new();

    public PyTorch? PyTorch { get; private init; }

    /// <summary>Gets the names of the peers that are not installed.</summary>
    public IEnumerable<string> Missing => _missing.Order();

    /// <summary>Finds and tunes the peers.</summary>
    /// <param name="withPyTorch">Whether to start PyTorch too, in a process of its own; it takes some seconds.</param>
    public static PeerSet Load(bool withPyTorch = true)
    {
        Tuning.ApplyToThisProcess();
        PeerSet peers = new() { PyTorch = withPyTorch ? PyTorch.TryStart() : null };
        if (Fann.TryLoad()) peers._missing.Remove(PeerNames.Fann);
        if (OneDnn.TryLoad()) peers._missing.Remove(PeerNames.OneDnn);
        if (OpenBlas.TryLoad()) peers._missing.Remove(PeerNames.OpenBlas);
        if (peers.PyTorch is not null) peers._missing.Remove(PeerNames.PyTorch);
        return peers;
    }

    public bool Has(string name) => !_missing.Contains(name);

    /// <summary>Returns a text that says how to install a missing peer on Debian.</summary>
    public static string HowToInstall(string name) => $"not installed: apt-get install {_packages[name]}";

    public void Dispose() => PyTorch?.Dispose();
}
