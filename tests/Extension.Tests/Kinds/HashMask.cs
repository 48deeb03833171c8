using System.Numerics;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Kinds;

/// <summary>Masks by the finalizer of SplitMix64: a hash of seed, step, layer and place decides each element.</summary>
public sealed class HashMask<T>(ulong seed) : IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Description Describe() => new("HashMask") { { "seed", seed } };

    public void Fill(Span<T> mask, double keep, MaskPosition position)
    {
        ulong stream = Hash(Hash(Hash(seed) + (ulong)position.Step) + position.Layer);
        ulong first = (ulong)position.FirstSample * (ulong)position.FeatureCount;
        for (int i = 0; i < mask.Length; i++)
            mask[i] = (Hash(stream + first + (ulong)i) >> 11) * Math.ScaleB(1, -53) < keep ? T.CreateChecked(1 / keep) : T.Zero;
    }

    private static ulong Hash(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
