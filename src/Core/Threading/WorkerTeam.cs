using System.Runtime.CompilerServices;

namespace SimdOptim.Threading;

/// <summary>
/// Threads that share the work of one caller: the caller's own and those that the team keeps, asleep while there is nothing to
/// do. Which of them does what never shows in the bits of a result, and work too small to gain stays with the caller. Handing
/// work over allocates nothing.
/// </summary>
/// <remarks>
/// A team serves one caller at a time. Its threads do not keep the process alive, and end when the team is disposed of or
/// collected.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    /// <summary>
    /// The multiply-adds of a matrix product that are worth sharing with workers that are awake: some 3 µs of one core.
    /// </summary>
    private const long SharedWork = 1 << 18;

    /// <summary>
    /// Work so many times as large is worth waking workers for: that costs the caller 10 µs, and they come some 40 µs later.
    /// </summary>
    private const int WakingFactor = 16;

    private readonly JobBoard _board;
    private readonly Thread[] _workers;
    private int _callers;
    private volatile bool _isDisposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work, the caller among them, in [1, <see cref="MaxThreads"/>].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is outside its range.</exception>
    public WorkerTeam(int threads)
        : this(threads, SharedWork)
    {
    }

    /// <summary>Starts threads that share whatever is at least so many multiply-adds.</summary>
    internal WorkerTeam(int threads, long leastWork)
    {
        Validate(threads);
        LeastWork = leastWork;
        _board = new JobBoard(threads - 1);
        _workers = [.. Enumerable.Range(0, threads - 1).Select(CreateThread)];
        foreach (Thread worker in _workers) worker.UnsafeStart();
    }

    /// <summary>Ends the threads of a team that was forgotten.</summary>
    ~WorkerTeam() => _board?.Close(); // none, if the constructor threw

    /// <summary>The most threads that a team may have.</summary>
    public static int MaxThreads => 256;

    /// <summary>Gets how many threads work, the caller among them.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Gets the threads that the team keeps.</summary>
    internal IReadOnlyList<Thread> Workers => _workers;

    /// <summary>Gets the multiply-adds that are worth sharing.</summary>
    internal long LeastWork { get; }

    /// <summary>Ends the threads and waits for them. A second time it does nothing.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        GC.SuppressFinalize(this);
        _board.Close();
        foreach (Thread worker in _workers) worker.Join();
    }

    /// <summary>Refuses to work after it was disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>Refuses a number of threads that no team can have.</summary>
    internal static void Validate(int threads, [CallerArgumentExpression(nameof(threads))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads, name);
    }

    /// <summary>Says whether so much work is done sooner if it is shared.</summary>
    /// <param name="work">The multiply-adds of a matrix product, or what takes as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsWorth(long work) => work >= LeastWork && _workers.Length > 0;

    /// <summary>Has every part of a job done once, and returns when all are. What a part throws comes out here.</summary>
    /// <param name="job">The job; it stays on this thread's stack, where all workers look at it.</param>
    /// <param name="parts">How many parts it has, at least 1.</param>
    /// <param name="work">As for <see cref="IsWorth"/>.</param>
    /// <exception cref="ObjectDisposedException">The team was disposed of.</exception>
    /// <exception cref="InvalidOperationException">It is at work for another caller, or for a part of this very job.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Run<TJob>(TJob job, int parts, long work)
        where TJob : struct, ITeamJob
    {
        ThrowIfDisposed();
        if (Interlocked.CompareExchange(ref _callers, 1, 0) != 0)
            throw new InvalidOperationException("A team of workers serves one caller at a time; this one is at work.");

        try
        {
            _board.Run(&RunPart<TJob>, Unsafe.AsPointer(ref job), parts, wakes: work >= WakingFactor * LeastWork);
        }
        finally
        {
            Volatile.Write(ref _callers, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void RunPart<TJob>(void* job, int part)
        where TJob : struct, ITeamJob => Unsafe.AsRef<TJob>(job).Run(part);

    private Thread CreateThread(int number)
    {
        JobBoard board = _board; // and not this team, which would then never be collected
        return new Thread(() => board.Work(number)) { Name = $"SimdOptim worker {number + 1}", IsBackground = true };
    }
}
