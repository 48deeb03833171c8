using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A piece of work that this library and its peers do: a row of the comparison.</summary>
/// <param name="name">The name of the work.</param>
/// <param name="unit">The unit of its figures.</param>
/// <param name="peers">The peers that can do it, in the order of the table.</param>
/// <param name="goals">The goals.</param>
internal abstract class Work(string name, Unit unit, IReadOnlyList<string> peers, IReadOnlyList<Goal> goals)
{
    public string Name => name;

    public Unit Unit => unit;

    public IReadOnlyList<string> Peers => peers;

    public IReadOnlyList<Goal> Goals => goals;

    /// <summary>Gets the time that the contest takes.</summary>
    public virtual TimeSpan Time => TimeSpan.FromSeconds(1.6);

    /// <summary>Creates the contestants, ours first, then the installed peers, and checks that their results agree.</summary>
    /// <exception cref="DisagreementException">The result of a peer differs.</exception>
    public abstract IReadOnlyList<Contestant> CreateContestants(PeerSet installed);

    /// <summary>Returns the minimum nanoseconds on this machine, by its arithmetic and its memory.</summary>
    public abstract double GetLimit(MachineLimits limits);
}
