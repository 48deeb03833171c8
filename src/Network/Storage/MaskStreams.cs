using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Storage;

/// <summary>The states of the streams of random numbers from which masks are drawn: a network's state besides parameters and buffers.</summary>
internal static class MaskStreams
{
    /// <summary>The words of a stream's state, then the number used, whether a normal number is cached, and the two halves of that.</summary>
    public const int WordCount = NumPyRandom.StateWordCount + 4;

    private const int Position = NumPyRandom.StateWordCount;

    /// <summary>Returns each mask that draws from a stream once, in the order of the layers.</summary>
    public static List<NumPyMask<T>> Of<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. layers.OfType<Dropout<T>>().Select(dropout => dropout.Mask).OfType<NumPyMask<T>>().Distinct()];

    public static string NameOf(int stream) => $"mask.{stream}";

    /// <summary>Adds the state of every stream to a file.</summary>
    public static void Write<T>(SafetensorsWriter writer, IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<NumPyMask<T>> streams = Of(layers);
        for (int i = 0; i < streams.Count; i++) writer.AddWords(NameOf(i), Save(streams[i].Random));
    }

    /// <summary>Refuses a file without the state of a stream.</summary>
    public static void Check(SafetensorsFile file, int stream)
    {
        if (!file.TryFind(NameOf(stream), out SafetensorsTensor? found))
            throw file.Fault(NameOf(stream), "expected the state of a stream of masks, found none of this name");
        if (found.ElementType != ElementType.UInt32 || found.ByteCount != WordCount * sizeof(uint))
        {
            throw file.Fault(
                NameOf(stream), $"expected {WordCount} elements of U32, found {found.ByteCount} bytes of {found.ElementType}");
        }
    }

    /// <summary>Reads the states of streams that were checked.</summary>
    public static NumPyRandom[] Read(SafetensorsFile file, int count)
    {
        NumPyRandom[] streams = new NumPyRandom[count];
        for (int i = 0; i < count; i++)
        {
            _ = file.TryFind(NameOf(i), out SafetensorsTensor? tensor);
            try
            {
                Restore(streams[i] = new NumPyRandom(0), file.ReadWords(tensor!));
            }
            catch (ArgumentException fault)
            {
                string found = FileFault.Shown(fault.Message, 200);
                throw file.Fault(NameOf(i), $"expected the state of a stream of masks, found that {found}");
            }
        }

        return streams;
    }

    /// <summary>Sets the streams of a network to states that were read.</summary>
    public static void Restore<T>(IReadOnlyList<Layer<T>> layers, NumPyRandom[] states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((NumPyMask<T> mask, NumPyRandom state) in Of(layers).Zip(states))
            mask.Random.RestoreState(state.StateWords, state.StatePosition, state.CachedNormal);
    }

    private static uint[] Save(NumPyRandom random)
    {
        uint[] words = new uint[WordCount];
        random.StateWords.CopyTo(words);
        ulong cached = BitConverter.DoubleToUInt64Bits(random.CachedNormal ?? 0);
        words[Position] = (uint)random.StatePosition;
        words[Position + 1] = random.CachedNormal is null ? 0u : 1u;
        words[Position + 2] = (uint)cached;
        words[Position + 3] = (uint)(cached >> 32);
        return words;
    }

    private static void Restore(NumPyRandom random, uint[] words)
    {
        ulong cached = words[Position + 2] | ((ulong)words[Position + 3] << 32);
        double? normal = words[Position + 1] == 0 ? null : BitConverter.UInt64BitsToDouble(cached);
        random.RestoreState(words.AsSpan(0, Position), (int)Math.Min(words[Position], int.MaxValue), normal);
    }
}
