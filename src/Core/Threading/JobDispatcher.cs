using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace SimdOptim.Threading;

/// <summary>
/// Distributes the parts of a job to the caller and the workers, each of which takes parts until none is left. The caller does
/// not wait for a worker that wakes too late to take one. Workers reference this object and not the team, so that an unused team
/// can be collected.
/// </summary>
internal sealed unsafe class JobDispatcher(int workers)
{
    /// <summary>
    /// How long a worker polls for a part before it sleeps: longer than the gaps between the jobs of a step and between two
    /// steps. While it polls, it yields its core to other threads.
    /// </summary>
    private static readonly long _pollTime = Stopwatch.Frequency / 10_000; // 100 µs

    // Semaphores, because an event allocates at its first wait that blocks, which can be in any step.
    private readonly SemaphoreSlim[] _wakeSignals = [.. Enumerable.Range(0, workers).Select(_ => new SemaphoreSlim(0))];
    private readonly SemaphoreSlim _done = new(0); // released once a job
    private delegate*<void*, int, void> _run;
    private void* _job;
    private Exception? _fault; // the first exception of a part
    private int _available; // parts not taken yet
    private int _unfinished; // parts not finished yet
    private volatile bool _isClosed;

    /// <summary>
    /// Runs every part once and returns when all are finished. Rethrows the first exception of a part; the remaining parts are
    /// skipped.
    /// </summary>
    /// <param name="run">The function that runs a part of the job.</param>
    /// <param name="job">The job.</param>
    /// <param name="parts">The number of parts.</param>
    /// <param name="wakeWorkers">Whether to wake sleeping workers. Workers that are awake find the job by themselves.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(delegate*<void*, int, void> run, void* job, int parts, bool wakeWorkers)
    {
        _run = run;
        _job = job;
        _fault = null;
        _unfinished = parts;
        Volatile.Write(ref _available, parts);
        if (wakeWorkers)
        {
            foreach (SemaphoreSlim signal in _wakeSignals.AsSpan(0, Math.Min(_wakeSignals.Length, parts - 1)))
            {
                if (signal.CurrentCount == 0) signal.Release();
            }
        }

        RunParts();
        _done.Wait();
        if (_fault is not null) ExceptionDispatchInfo.Throw(_fault);
    }

    /// <summary>Runs the loop of a worker until <see cref="Close"/> is called.</summary>
    /// <param name="worker">The zero-based index of the worker.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Work(int worker)
    {
        SemaphoreSlim signal = _wakeSignals[worker];
        while (true)
        {
            RunParts();
            if (PollForParts()) continue;
            while (signal.Wait(0)) continue; // signals that arrived while it was awake
            if (Volatile.Read(ref _available) > 0) continue; // a job that came before the signals were consumed
            if (_isClosed) return;
            signal.Wait();
        }
    }

    /// <summary>Ends the workers after the parts that they have taken.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (SemaphoreSlim signal in _wakeSignals) signal.Release();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PollForParts()
    {
        long start = Stopwatch.GetTimestamp();
        SpinWait spinner = default;
        do
        {
            if (Volatile.Read(ref _available) > 0) return true;
            spinner.SpinOnce(sleep1Threshold: -1);
        }
        while (Stopwatch.GetTimestamp() - start < _pollTime);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunParts()
    {
        int available = Volatile.Read(ref _available);
        while (available > 0)
        {
            int seen = Interlocked.CompareExchange(ref _available, available - 1, available);
            if (seen == available)
            {
                Run(available - 1);
                seen = Volatile.Read(ref _available);
            }

            available = seen;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int part)
    {
        try
        {
            if (Volatile.Read(ref _fault) is null) _run(_job, part);
        }
        catch (Exception fault)
        {
            Interlocked.CompareExchange(ref _fault, fault, null);
        }

        if (Interlocked.Decrement(ref _unfinished) == 0) _done.Release();
    }
}
