using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// The state of a link at the current parameters. It consists of the slots, each as long as the parameters, and of the extra
/// state.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct Slots<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _origin;
    private readonly ref T _extra;
    private readonly nuint _index;
    private readonly nuint _stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Slots(ref T origin, ref T extra, nuint index, nuint stride)
    {
        _origin = ref origin;
        _extra = ref extra;
        _index = index;
        _stride = stride;
    }

    /// <summary>Gets the index of the first of the current parameters.</summary>
    public int Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)_index;
    }

    /// <summary>Loads a slot of the current parameters.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="slot">0 … the link's slot count - 1; not checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load<TVector>(int slot)
        where TVector : struct, ISimdVector<TVector, T> => TVector.Load(ref Unsafe.Add(ref _origin, (nuint)slot * _stride), _index);

    /// <summary>
    /// Stores a slot of the current parameters. Infinity is stored as the largest finite number of the same sign, so that an overflow
    /// does not stay in the state; NaN is stored as it is.
    /// </summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="slot">0 … the link's slot count - 1; not checked.</param>
    /// <param name="value">The new state.</param>
    /// <returns>The stored state, with which the formula continues.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Store<TVector>(int slot, TVector value)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector stored = TVector.Saturate(value);
        stored.Store(ref Unsafe.Add(ref _origin, (nuint)slot * _stride), _index);
        return stored;
    }

    /// <summary>Loads consecutive values of the extra state.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="index">The index of the first value; not checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector LoadExtra<TVector>(int index)
        where TVector : struct, ISimdVector<TVector, T> => TVector.Load(ref _extra, (nuint)index);

    /// <summary>Returns a value of the extra state.</summary>
    /// <param name="index">The index of the value; not checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T GetExtra(int index) => Unsafe.Add(ref _extra, (nuint)index);

    /// <summary>Returns the state of a link inside another link, which follows the own state of the outer one.</summary>
    /// <param name="slotCount">The number of slots of the outer link itself.</param>
    /// <param name="extraStateCount">The number of extra state values of the outer link itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slots<T> Skip(int slotCount, int extraStateCount = 0) => new(
        ref Unsafe.Add(ref _origin, (nuint)slotCount * _stride), ref Unsafe.Add(ref _extra, (nuint)extraStateCount), _index, _stride);
}
