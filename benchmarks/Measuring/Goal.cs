using System.Globalization;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>What is to be reached beside a peer: at most a share of its time.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Share">The share of its time.</param>
/// <param name="Text">As it is written.</param>
internal sealed record Goal(string Peer, double Share, string Text)
{
    public static Goal AtMost(double share, string peer) =>
        new(peer, share, string.Create(CultureInfo.InvariantCulture, $"≤ {share:0.00} × {peer}"));

    public static Goal AtMostOneIn(double divisor, string peer) =>
        new(peer, 1 / divisor, string.Create(CultureInfo.InvariantCulture, $"≤ 1/{divisor} of {peer}"));

    public static Goal AsFastAs(string peer) => new(peer, 1, $"≥ {peer}");
}
