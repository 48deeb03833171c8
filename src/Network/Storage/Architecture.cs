using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;
using SimdOptim.Layers;

namespace SimdOptim.Storage;

/// <summary>
/// The layers of a network as JSON: <c>{"inputs":2,"layers":[{"kind":"dense","outputs":5},{"kind":"relu"}]}</c>. What the masks
/// of a dropout draw from is told by its kind, and where several layers share one stream, by its number.
/// </summary>
internal static class Architecture
{
    /// <exception cref="NotSupportedException">A layer is of a kind that cannot be built from a description.</exception>
    public static string Write<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("inputs", network.InputCount);
            json.WriteStartArray("layers");
            foreach (Layer<T> layer in network.Layers)
            {
                json.WriteStartObject();
                Description description = layer.Describe();
                json.WriteString("kind", description.Kind);
                foreach ((string name, object value) in description.Values)
                {
                    if (value is Description) WriteMask(json, ((Dropout<T>)layer).Mask, network);
                    else if (value is bool flag) json.WriteBoolean(name, flag);
                    else if (value is double number) json.WriteNumber(name, number);
                    else json.WriteNumber(name, (long)value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMask<T>(Utf8JsonWriter json, IDropoutMask<T> mask, Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (mask)
        {
            case PhiloxMask<T> philox:
                json.WriteNumber("seed", philox.Seed);
                break;
            case NumPyMask<T> numPy:
                json.WriteNumber("stream", MaskStreams.Of(network.Layers).IndexOf(numPy));
                json.WriteBoolean("featuresFirst", numPy.Order == MaskOrder.FeaturesFirst);
                if (numPy.Seed is { } seed) json.WriteNumber("seedOfPass", seed);
                break;
            default:
                throw new NotSupportedException(
                    $"The masks of a dropout are drawn by {mask.GetType().Name}, which cannot be written to a file.");
        }
    }
}
