using System.Numerics;

namespace SimdOptim.BitProbe;

/// <summary>Condenses numbers to 64 bits; a single bit that differs makes another fingerprint, but NaN is NaN.</summary>
internal sealed class Fingerprint
{
    private ulong _value = 0x9E3779B97F4A7C15;

    public void Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
            Add(T.IsNaN(value) ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(double.CreateChecked(value)));
    }

    public void Add(Fingerprint other) => Add(other._value);

    public override string ToString() => $"{_value:x16}";

    // Each step is a bijection of the value, so that nothing that follows can undo a difference.
    private void Add(ulong bits)
    {
        _value = (_value ^ bits) * 0xD6E8FEB86659FD93;
        _value ^= _value >> 32;
    }
}
