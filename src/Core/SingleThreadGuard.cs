#if DEBUG
using System.Runtime.CompilerServices;

namespace SimdOptim;

/// <summary>
/// Throws in Debug builds if a second thread calls an object that supports one thread at a time. Dispose it at the end of the
/// call.
/// </summary>
internal readonly ref struct SingleThreadGuard
{
    private readonly ref int _owner; // null in a nested call

    /// <summary>Marks an object as used by the current thread.</summary>
    /// <param name="owner">The ID of the thread that uses the object, 0 for none.</param>
    /// <param name="what">The object, with its article, such as "An optimizer".</param>
    /// <param name="remedy">What the second thread should do instead.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SingleThreadGuard(ref int owner, string what, string remedy)
    {
        int thread = Environment.CurrentManagedThreadId;
        int found = Interlocked.CompareExchange(ref owner, thread, 0);
        if (found == thread) return;
        if (found != 0)
        {
            throw new InvalidOperationException(
                $"{what} supports one thread at a time: thread {thread} called it while thread {found} was using it. {remedy}");
        }

        _owner = ref owner;
    }

    /// <summary>Marks the object as unused.</summary>
    public void Dispose()
    {
        if (!Unsafe.IsNullRef(ref _owner)) Volatile.Write(ref _owner, 0);
    }
}
#endif
