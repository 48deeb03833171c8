using System.Runtime.ExceptionServices;

namespace SimdOptim.Threading;

/// <summary>
/// Where a job is put up and workers take its parts, the caller among them: a worker that wakes late finds nothing left and is
/// not waited for. Workers know the board and not the team, so that a team nobody holds any more can be collected.
/// </summary>
internal sealed unsafe class JobBoard(int workers)
{
    /// <summary>
    /// The rounds that a thread looks for what it waits for before it sleeps: some 20 µs, which is longer than the gaps between the
    /// jobs of one step, and shorter than a core is missed elsewhere.
    /// </summary>
    private const int Spins = 50;

    private readonly ManualResetEventSlim[] _calls = [.. Enumerable.Range(0, workers).Select(_ => new ManualResetEventSlim(false, Spins))];
    private readonly ManualResetEventSlim _isDone = new(false, Spins);
    private delegate*<void*, int, void> _run;
    private void* _job;
    private Exception? _fault; // the first
    private int _open; // parts that nobody has taken
    private int _unfinished; // parts that are not done
    private volatile bool _isClosed;

    /// <summary>Has every part done once, and returns when all are; what a part throws comes out here, and ends the job.</summary>
    public void Run(delegate*<void*, int, void> run, void* job, int parts)
    {
        _run = run;
        _job = job;
        _fault = null;
        _isDone.Reset();
        _unfinished = parts;
        Volatile.Write(ref _open, parts);
        foreach (ManualResetEventSlim call in _calls.AsSpan(0, Math.Min(_calls.Length, parts - 1))) call.Set();
        TakeParts();
        _isDone.Wait();
        if (_fault is not null) ExceptionDispatchInfo.Throw(_fault);
    }

    /// <summary>What a worker does until the board is closed.</summary>
    /// <param name="worker">Its number, from 0.</param>
    public void Work(int worker)
    {
        ManualResetEventSlim call = _calls[worker];
        while (true)
        {
            TakeParts();
            call.Reset();
            if (Volatile.Read(ref _open) > 0) continue; // put up before the reset, which took the call away
            if (_isClosed) return;
            call.Wait();
        }
    }

    /// <summary>Sends the workers home when they have done what they took.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (ManualResetEventSlim call in _calls) call.Set();
    }

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

        if (Interlocked.Decrement(ref _unfinished) == 0) _isDone.Set();
    }
}
