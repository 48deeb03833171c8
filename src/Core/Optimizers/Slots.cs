using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// A cursor to the state that a link keeps for the parameters at hand: slot after slot, each as long as the parameters; then the
/// extra state.
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

    /// <summary>Gets the index of the first parameter at hand.</summary>
    public int Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)_index;
    }

    /// <summary>Reads a slot of the parameters at hand.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="slot">0 … the link's slot count - 1; nothing is checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load<TVector>(int slot)
        where TVector : struct, ISimdVector<TVector, T> => TVector.Load(ref Unsafe.Add(ref _origin, (nuint)slot * _stride), _index);

    /// <summary>Overwrites a slot of the parameters at hand.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="slot">0 … the link's slot count - 1; nothing is checked.</param>
    /// <param name="value">The new state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TVector>(int slot, TVector value)
        where TVector : struct, ISimdVector<TVector, T> => value.Store(ref Unsafe.Add(ref _origin, (nuint)slot * _stride), _index);

    /// <summary>Reads consecutive values of the extra state, one a lane.</summary>
    /// <typeparam name="TVector">The register width.</typeparam>
    /// <param name="index">The first value; nothing is checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector LoadExtra<TVector>(int index)
        where TVector : struct, ISimdVector<TVector, T> => TVector.Load(ref _extra, (nuint)index);

    /// <summary>Reads one value of the extra state.</summary>
    /// <param name="index">The value; nothing is checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T GetExtra(int index) => Unsafe.Add(ref _extra, (nuint)index);

    /// <summary>Returns the cursor of a link inside a link, behind what the outer one keeps for itself.</summary>
    /// <param name="slotCount">The outer link's own slots.</param>
    /// <param name="extraStateCount">The outer link's own extra state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slots<T> Skip(int slotCount, int extraStateCount = 0) => new(
        ref Unsafe.Add(ref _origin, (nuint)slotCount * _stride), ref Unsafe.Add(ref _extra, (nuint)extraStateCount), _index, _stride);
}
