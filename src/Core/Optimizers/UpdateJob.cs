using SimdOptim.Threading;

namespace SimdOptim.Optimizers;

/// <summary>Updates a run of parameters on the threads of a team.</summary>
internal readonly unsafe struct UpdateJob<T, TRule>(
    TRule rule, T* parameters, T* gradients, T* state, int stateLength, int count, int start, EvenParts parts) : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule
{
    /// <summary>Updates parameters[start .. end], with the team if that saves time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        WorkerTeam? team, ref TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> state, int start, int end)
    {
        long work = (long)TeamLoop.WorkOfElement * (end - start);
        if (team is null || !team.IsWorth(work))
        {
            UpdateLoop.Run(ref rule, parameters, gradients, state, start, end);
            return;
        }

        EvenParts parts = new(end - start, TeamLoop.Grain, team.Threads);
        fixed (T* parameter = parameters, gradient = gradients, slots = state)
        {
            UpdateJob<T, TRule> job = new(rule, parameter, gradient, slots, state.Length, parameters.Length, start, parts);
            team.Run(job, parts.Count, work);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        (int partStart, int partEnd) = parts[part];
        TRule own = rule;
        Span<T> all = new(state, stateLength);
        UpdateLoop.Run(
            ref own, new Span<T>(parameters, count), new ReadOnlySpan<T>(gradients, count), all, start + partStart, start + partEnd);
    }
}
