using SimdOptim.Threading;

namespace SimdOptim.Tests.Threading;

/// <summary>A job that calls a delegate.</summary>
internal readonly struct ActionJob(Action<int> run) : ITeamJob
{
    public void Run(int part) => run(part);
}
