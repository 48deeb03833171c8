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
                json.WriteString("kind", layer.Kind);
                WriteOptions(json, layer, network);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOptions<T>(Utf8JsonWriter json, Layer<T> layer, Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (layer)
        {
            case Dense<T> dense:
                json.WriteNumber("outputs", dense.OutputCount);
                break;
            case LeakyReLU<T> leaky:
                json.WriteNumber("negativeSlope", leaky.NegativeSlope);
                break;
            case Elu<T> elu:
                json.WriteNumber("alpha", elu.Alpha);
                break;
            case Gelu<T> gelu:
                json.WriteBoolean("tanh", gelu.Form == GeluForm.Tanh);
                break;
            case LayerNorm<T> norm:
                json.WriteNumber("epsilon", norm.Epsilon);
                break;
            case BatchNorm<T> { Options: { } options }:
                json.WriteNumber("momentum", options.Momentum);
                json.WriteNumber("epsilon", options.Epsilon);
                json.WriteBoolean("unbiased", options.UsesUnbiasedVariance);
                json.WriteNumber("initialVariance", options.InitialRunningVariance);
                json.WriteBoolean("frozen", options.IsFrozen);
                break;
            case Dropout<T> dropout:
                json.WriteNumber("keep", dropout.Keep);
                WriteMask(json, dropout.Mask, network);
                break;
            case ReLU<T> or Sigmoid<T> or Tanh<T> or SiLU<T> or Softplus<T> or Softmax<T> or LogSoftmax<T>:
                break;
            default:
                throw new NotSupportedException($"A layer of the kind {layer.Kind} cannot be written to a file.");
        }
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
