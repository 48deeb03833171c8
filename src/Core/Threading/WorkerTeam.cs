namespace SimdOptim.Threading;

/// <summary>
/// A team of threads that share the work of one caller: the calling thread and the worker threads of the team, which sleep while
/// there is no work. The bits of a result never depend on which thread computes what. Work too small to gain from sharing stays
/// on the calling thread. Sharing work allocates nothing.
/// </summary>
/// <remarks>
/// A team supports one caller at a time. Its threads do not keep the process alive. They end when the team is disposed or
/// garbage-collected.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    /// <summary>
    /// The number of multiply-adds of a matrix product from which on sharing with awake workers pays: about 3 µs on one core.
    /// </summary>
    private const long SharedWork = 1 << 18;

    /// <summary>
    /// The multiple of that work from which on waking workers pays. It costs the caller 10 µs, and workers start about 40 µs
    /// later.
    /// </summary>
    private const int WakingFactor = 16;

    private readonly JobDispatcher _dispatcher;
    private readonly Thread[] _workers;
    private int _callers;
    private volatile bool _isDisposed;

    /// <summary>Initializes the team and starts its threads.</summary>
    /// <param name="threads">The number of threads, including the caller, in [1, <see cref="MaxThreads"/>].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is outside its range.</exception>
    public WorkerTeam(int threads)
        : this(threads, SharedWork)
    {
    }

    /// <summary>Initializes a team that shares work of at least <paramref name="minimumWork"/> multiply-adds.</summary>
    internal WorkerTeam(int threads, long minimumWork)
    {
        Validate(threads);
        MinimumWork = minimumWork;
        _dispatcher = new JobDispatcher(threads - 1);
        _workers = [.. Enumerable.Range(0, threads - 1).Select(CreateThread)];
        foreach (Thread worker in _workers) worker.UnsafeStart();
    }

    /// <summary>Ends the threads of a team that was not disposed.</summary>
    ~WorkerTeam() => _dispatcher?.Close(); // null if the constructor threw

    /// <summary>Gets the maximum number of threads of a team.</summary>
    public static int MaxThreads => 256;

    /// <summary>Gets the number of threads, including the caller.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Gets the worker threads.</summary>
    internal IReadOnlyList<Thread> Workers => _workers;

    /// <summary>Gets the number of multiply-adds from which on work is shared.</summary>
    internal long MinimumWork { get; }

    /// <summary>Ends the worker threads and waits for them. Further calls do nothing.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        GC.SuppressFinalize(this);
        _dispatcher.Close();
        foreach (Thread worker in _workers) worker.Join();
    }

    /// <summary>Throws if the team was disposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>Throws if a number of threads is outside [1, <see cref="MaxThreads"/>].</summary>
    internal static void Validate(int threads, [CallerArgumentExpression(nameof(threads))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads, name);
    }

    /// <summary>Returns whether sharing an amount of work saves time.</summary>
    /// <param name="work">The number of multiply-adds of a matrix product that takes as long as the work.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsWorth(long work) => work >= MinimumWork && _workers.Length > 0;

    /// <summary>
    /// Runs every part of a job once and returns when all are finished. Rethrows the first exception of a part.
    /// </summary>
    /// <param name="job">The job. All threads use the instance on the stack of this thread.</param>
    /// <param name="parts">The number of parts, at least 1.</param>
    /// <param name="work">As for <see cref="IsWorth"/>.</param>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is below 1.</exception>
    /// <exception cref="ObjectDisposedException">The team was disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The team is running a job, of another caller or the one that this call comes from.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Run<TJob>(TJob job, int parts, long work)
        where TJob : struct, ITeamJob
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (Interlocked.CompareExchange(ref _callers, 1, 0) != 0)
            throw new InvalidOperationException("A worker team supports one caller at a time; this team is running another job.");

        try
        {
            _dispatcher.Run(&RunPart<TJob>, Unsafe.AsPointer(ref job), parts, wakeWorkers: work >= WakingFactor * MinimumWork);
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
        JobDispatcher dispatcher = _dispatcher; // not this: a reference to the team would prevent its collection
        return new Thread(() => dispatcher.Work(number)) { Name = $"SimdOptim worker {number + 1}", IsBackground = true };
    }
}
