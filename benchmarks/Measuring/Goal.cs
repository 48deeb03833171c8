using System.Globalization;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>A goal: at most a share of a peer's time.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Share">The share of the time of the peer.</param>
/// <param name="Text">The text in reports.</param>
internal sealed record Goal(string Peer, double Share, string Text)
{
    public static Goal AtMost(double share, string peer) =>
        new(peer, share, string.Create(CultureInfo.InvariantCulture, $"≤ {share:0.00} × {peer}"));

    public static Goal AtMostOneIn(double divisor, string peer) =>
        new(peer, 1 / divisor, string.Create(CultureInfo.InvariantCulture, $"≤ 1/{divisor} of {peer}"));

    public static Goal AsFastAs(string peer) => new(peer, 1, $"≥ {peer}");
}
