using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace SimdOptim.Threading;

/// <summary>
/// Where a job is put up and workers take its parts, the caller among them: a worker that wakes late finds nothing left and is
/// not waited for. Workers know the board and not the team, so that a team nobody holds any more can be collected.
/// </summary>
internal sealed unsafe class JobBoard(int workers)
{
    /// <summary>
    /// How long a worker looks for a part before it sleeps: longer than the gaps between the jobs of one step and from one step
    /// to the next. It lends its core to others meanwhile.
    /// </summary>
    private static readonly long _patience = Stopwatch.Frequency / 10_000; // 100 µs

    // Semaphores: an event allocates when it is first waited for in earnest, which may be in any step.
    private readonly SemaphoreSlim[] _calls = [.. Enumerable.Range(0, workers).Select(_ => new SemaphoreSlim(0))];
    private readonly SemaphoreSlim _isDone = new(0); // released once a job
    private delegate*<void*, int, void> _run;
    private void* _job;
    private Exception? _fault; // the first
    private int _open; // parts that nobody has taken
    private int _unfinished; // parts that are not done
    private volatile bool _isClosed;

    /// <summary>
    /// Has every part done once, and returns when all are; what a part throws comes out here, and ends the job.
    /// </summary>
    /// <param name="run">What does a part of a job.</param>
    /// <param name="job">The job.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="wakes">Whether to call workers that sleep; those that do not will find it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(delegate*<void*, int, void> run, void* job, int parts, bool wakes)
    {
        _run = run;
        _job = job;
        _fault = null;
        _unfinished = parts;
        Volatile.Write(ref _open, parts);
        if (wakes)
        {
            foreach (SemaphoreSlim call in _calls.AsSpan(0, Math.Min(_calls.Length, parts - 1)))
            {
                if (call.CurrentCount == 0) call.Release();
            }
        }

        TakeParts();
        _isDone.Wait();
        if (_fault is not null) ExceptionDispatchInfo.Throw(_fault);
    }

    /// <summary>What a worker does until the board is closed.</summary>
    /// <param name="worker">Its number, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Work(int worker)
    {
        SemaphoreSlim call = _calls[worker];
        while (true)
        {
            TakeParts();
            if (FindsParts()) continue;
            while (call.Wait(0)) continue; // calls that came while it was awake
            if (Volatile.Read(ref _open) > 0) continue; // put up before the calls were taken away
            if (_isClosed) return;
            call.Wait();
        }
    }

    /// <summary>Sends the workers home when they have done what they took.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (SemaphoreSlim call in _calls) call.Release();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FindsParts()
    {
        long start = Stopwatch.GetTimestamp();
        SpinWait spinner = default;
        do
        {
            if (Volatile.Read(ref _open) > 0) return true;
            spinner.SpinOnce(sleep1Threshold: -1);
        }
        while (Stopwatch.GetTimestamp() - start < _patience);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeParts()
    {
        int open = Volatile.Read(ref _open);
        while (open > 0)
        {
            int seen = Interlocked.CompareExchange(ref _open, open - 1, open);
            if (seen == open)
            {
                Run(open - 1);
                seen = Volatile.Read(ref _open);
            }

            open = seen;
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

        if (Interlocked.Decrement(ref _unfinished) == 0) _isDone.Release();
    }
}
