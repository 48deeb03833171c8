using System.Diagnostics.CodeAnalysis;

namespace SimdOptim;

/// <summary>
/// Throws if a second call uses an object that supports one thread at a time. Dispose it at the end of the call.
/// </summary>
internal readonly ref struct SingleThreadGuard
{
    private const int UnknownThread = -1;

    private readonly ref int _owner; // null in a nested call

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleThreadGuard(ref int owner) => _owner = ref owner;

    /// <summary>Marks an object as used, for calls that take nanoseconds. A nested call is refused too.</summary>
    /// <remarks>
    /// In Release builds, a load and a store: two calls that begin within nanoseconds of each other both pass, and the second to
    /// end throws instead. In Debug builds, an interlocked exchange, which takes longer than many a prediction.
    /// </remarks>
    /// <param name="owner">The ID of the thread that uses the object, 0 for none.</param>
    /// <param name="what">The object, with its article, such as "An optimizer".</param>
    /// <param name="remedy">What the second thread should do instead.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleThreadGuard Enter(ref int owner, string what, string remedy)
    {
#if DEBUG
        int found = Interlocked.CompareExchange(ref owner, Environment.CurrentManagedThreadId, 0);
#else
        int found = owner;
        if (found == 0) owner = UnknownThread;
#endif
        if (found != 0) Refuse(found, what, remedy);
        return new SingleThreadGuard(ref owner);
    }

    /// <summary>Marks an object as used by the current thread, whose nested calls pass.</summary>
    /// <inheritdoc cref="Enter" path="/param"/>
    public static SingleThreadGuard EnterOrNest(ref int owner, string what, string remedy)
    {
        int thread = Environment.CurrentManagedThreadId, found = Interlocked.CompareExchange(ref owner, thread, 0);
        if (found == thread) return default;
        if (found != 0) Refuse(found, what, remedy);
        return new SingleThreadGuard(ref owner);
    }

    /// <summary>Marks the object as unused.</summary>
    /// <exception cref="InvalidOperationException">Another call, which began at the same time, has marked it already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (Unsafe.IsNullRef(ref _owner)) return;
        if (_owner == 0) RefuseBoth();
        Volatile.Write(ref _owner, 0);
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse(int found, string what, string remedy)
    {
        string other = found == UnknownThread ? "another call" : $"thread {found}";
        int thread = Environment.CurrentManagedThreadId;
        throw new InvalidOperationException(
            $"{what} supports one thread at a time: thread {thread} called it while {other} was using it. {remedy}");
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RefuseBoth() => throw new InvalidOperationException(
        "A workspace or an optimizer supports one thread at a time: two calls used it at the same time, and what both computed "
        + "may be wrong. Give each thread its own.");
}
