namespace SimdOptim.Threading;

/// <summary>A job in independent parts, which any threads may run in any order.</summary>
public interface ITeamJob
{
    /// <summary>Runs one part. Several threads call this method on the same instance at the same time.</summary>
    /// <param name="part">The zero-based index of the part.</param>
    void Run(int part);
}
