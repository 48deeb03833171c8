#if DEBUG
using System.Runtime.CompilerServices;

namespace SimdOptim;

/// <summary>
/// The stay of one thread in something that serves one at a time: a second thread is refused while it lasts. Debug builds only.
/// </summary>
internal readonly ref struct Occupation
{
    private readonly ref int _occupant; // none for a call from within another call

    /// <summary>Enters.</summary>
    /// <param name="occupant">The thread that is in there, 0 for none.</param>
    /// <param name="what">What it is, with its article.</param>
    /// <param name="remedy">What the second thread should do instead.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Occupation(ref int occupant, string what, string remedy)
    {
        int thread = Environment.CurrentManagedThreadId;
        int found = Interlocked.CompareExchange(ref occupant, thread, 0);
        if (found == thread) return;
        if (found != 0)
        {
            throw new InvalidOperationException(
                $"{what} serves one thread at a time: thread {found} is using it, and thread {thread} began to. {remedy}");
        }

        _occupant = ref occupant;
    }

    /// <summary>Leaves.</summary>
    public void Dispose()
    {
        if (!Unsafe.IsNullRef(ref _occupant)) Volatile.Write(ref _occupant, 0);
    }
}
#endif
