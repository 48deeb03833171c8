using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A piece of work that we and some peers do: a row of the comparison.</summary>
/// <param name="name">What it is.</param>
/// <param name="unit">What its figures count.</param>
/// <param name="peers">The peers that can do it, in the order of the table.</param>
/// <param name="goals">What is to be reached.</param>
internal abstract class Work(string name, Unit unit, IReadOnlyList<string> peers, IReadOnlyList<Goal> goals)
{
    public string Name => name;

    public Unit Unit => unit;

    public IReadOnlyList<string> Peers => peers;

    public IReadOnlyList<Goal> Goals => goals;

    /// <summary>Gets the time for a contest.</summary>
    public virtual TimeSpan Time => TimeSpan.FromSeconds(1.6);

    /// <summary>Creates ours and those peers that there are, ours first, each found to come to the same result.</summary>
    /// <exception cref="DisagreementException">A peer comes to another.</exception>
    public abstract IReadOnlyList<Contestant> CreateContestants(PeerSet installed);

    /// <summary>Returns the nanoseconds that this machine needs at least, by its arithmetic and its memory.</summary>
    public abstract double GetLimit(MachineLimits limits);
}
