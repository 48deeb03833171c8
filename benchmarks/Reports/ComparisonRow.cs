using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>A row of the comparison: a piece of work and its measured times.</summary>
/// <param name="Work">The work.</param>
/// <param name="Limit">The limit of the machine, in the unit of the work.</param>
/// <param name="Timings">Ours first, then the peers that took part.</param>
internal sealed record ComparisonRow(Work Work, double Limit, IReadOnlyList<Timing> Timings)
{
    public double Ours => Work.Unit.FromNanoseconds(Timings[0].Nanoseconds);

    public string Reach => string.Join(", ", Work.Goals.Select(goal => goal.Text));

    /// <summary>Gets whether every goal is reached. Null if no goal is missed, but the peer of a goal is not installed.</summary>
    public bool? Reached
    {
        get
        {
            double?[] ratios = [.. Work.Goals.Select(RatioAt)];
            if (Work.Goals.Zip(ratios).Any(pair => pair.Second > pair.First.Share)) return false;
            return ratios.Contains(null) ? null : true;
        }
    }

    public static ComparisonRow Measure(Work work, PeerSet installed, MachineLimits limits)
    {
        // The peak drifts with the clock of the processor, so it is measured in turn with the contestants.
        InProcess peak = new("peak", new PeakLoop().Run);
        IReadOnlyList<Timing> timings = Contest.Run([.. work.CreateContestants(installed), peak], work.Time);
        MachineLimits present = limits with { Peak = PeakLoop.OperationsPerCall / timings[^1].Nanoseconds };
        return new ComparisonRow(work, work.Unit.FromNanoseconds(work.GetLimit(present)), [.. timings.SkipLast(1)]);
    }

    /// <summary>Returns the figure of a peer, or null if it is not installed.</summary>
    public double? FigureOf(string peer) => Find(peer) is { } timing ? Work.Unit.FromNanoseconds(timing.Nanoseconds) : null;

    /// <summary>Returns our time divided by that of a goal's peer, or null if the peer is not installed.</summary>
    public double? RatioAt(Goal goal) => Find(goal.Peer)?.Ratio;

    private Timing? Find(string peer) => Timings.FirstOrDefault(timing => timing.Name == peer);
}
