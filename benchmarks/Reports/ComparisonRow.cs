using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>A row of the comparison: work, and how all did at it.</summary>
/// <param name="Work">The work.</param>
/// <param name="Limit">What the machine could do, in the work's unit.</param>
/// <param name="Standings">Ours first, then the peers that took part.</param>
internal sealed record ComparisonRow(Work Work, double Limit, IReadOnlyList<Standing> Standings)
{
    public double Ours => Work.Unit.FromNanoseconds(Standings[0].Nanoseconds);

    public string Reach => string.Join(", ", Work.Goals.Select(goal => goal.Text));

    /// <summary>Gets whether every goal is reached; null if none is missed but a peer to be measured at is missing.</summary>
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
        // The peak drifts with the clock of the processor, so it is measured among the contestants.
        InProcess peak = new("peak", new PeakLoop().Run);
        IReadOnlyList<Standing> standings = Contest.Run([.. work.CreateContestants(installed), peak], work.Time);
        MachineLimits present = limits with { Peak = PeakLoop.OperationsPerCall / standings[^1].Nanoseconds };
        return new ComparisonRow(work, work.Unit.FromNanoseconds(work.GetLimit(present)), [.. standings.SkipLast(1)]);
    }

    /// <summary>Returns a peer's figure; null if it is not installed.</summary>
    public double? FigureOf(string peer) => Find(peer) is { } standing ? Work.Unit.FromNanoseconds(standing.Nanoseconds) : null;

    /// <summary>Returns our time over that of a goal's peer; null if it is not installed.</summary>
    public double? RatioAt(Goal goal) => Find(goal.Peer)?.Ratio;

    private Standing? Find(string peer) => Standings.FirstOrDefault(standing => standing.Name == peer);
}
