using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>
/// A cursor to the state that a link keeps for the parameters at hand: slot after slot, each as long as the parameters.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct Slots<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _origin;
    private readonly nuint _index;
    private readonly nuint _stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Slots(ref T origin, nuint index, nuint stride)
    {
        _origin = ref origin;
        _index = index;
        _stride = stride;
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

    /// <summary>The cursor of the next link in a chain: behind the slots of the link before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Slots<T> Skip(int count) => new(ref Unsafe.Add(ref _origin, (nuint)count * _stride), _index, _stride);
}
