using System.Numerics;

namespace SimdOptim.BitProbe;

/// <summary>A 64-bit hash of numbers, in which every bit counts. All NaN payloads hash alike.</summary>
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

    // Each step is a bijection of the value, so that later steps cannot undo a difference.
    private void Add(ulong bits)
    {
        _value = (_value ^ bits) * 0xD6E8FEB86659FD93;
        _value ^= _value >> 32;
    }
}
