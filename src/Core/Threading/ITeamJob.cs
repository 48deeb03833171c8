namespace SimdOptim.Threading;

/// <summary>Work in parts that do not depend on each other, so that any thread may do any of them, in any order.</summary>
internal interface ITeamJob
{
    /// <summary>Does one part; several threads do so at the same time, on one and the same job.</summary>
    /// <param name="part">The part, from 0.</param>
    void Run(int part);
}
