using SimdOptim.Simd;

namespace SimdOptim.Threading;

/// <summary>Runs element-wise formulas on the threads of a team.</summary>
internal static unsafe class TeamLoop
{
    /// <summary>The cost of an element, in multiply-adds of a matrix product. It is bound by memory.</summary>
    public const int WorkOfElement = 8;

    /// <summary>The number of elements that stay together: whole cache lines, and whole vectors of every width.</summary>
    public const int Grain = 64;

    /// <summary>
    /// Shares the work of <see cref="ElementwiseLoop.Run{T, TFunction}(TFunction, ReadOnlySpan{T}, Span{T})"/> if that saves
    /// time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TFunction>(WorkerTeam? team, TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        long work = (long)WorkOfElement * source.Length;
        if (team is null || !team.IsWorth(work))
        {
            ElementwiseLoop.Run(function, source, destination);
            return;
        }

        EvenParts parts = new(source.Length, Grain, team.Threads);
        fixed (T* from = source, to = destination) team.Run(new Job<T, TFunction>(function, from, to, parts), parts.Count, work);
    }

    private readonly struct Job<T, TFunction>(TFunction function, T* source, T* destination, EvenParts parts) : ITeamJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part)
        {
            (int start, int end) = parts[part];
            ElementwiseLoop.Run(
                function, new ReadOnlySpan<T>(source + start, end - start), new Span<T>(destination + start, end - start));
        }
    }
}
