using System.Text;
using System.Text.Json;

namespace SimdOptim.Tests.Storage;

/// <summary>
/// A reader of safetensors files after the format's own description, which shares no code with the product's: eight bytes of
/// length, JSON, bytes. It refuses whatever the description forbids.
/// </summary>
internal sealed class PlainSafetensors
{
    public Dictionary<string, (string Type, long[] Shape, byte[] Bytes)> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    public static PlainSafetensors Read(byte[] file)
    {
        PlainSafetensors read = new();
        long length = BitConverter.ToInt64(file);
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file, 8, checked((int)length));
        Assert.Equal('{', text[0]);
        Assert.Equal(0, length % 8);
        Assert.EndsWith("}", text.TrimEnd(' '));
        List<(long Start, long End)> places = [];
        foreach (JsonProperty member in JsonDocument.Parse(text).RootElement.EnumerateObject())
        {
            if (member.Name == "__metadata__")
            {
                foreach (JsonProperty entry in member.Value.EnumerateObject())
                    read.Metadata.Add(entry.Name, entry.Value.GetString()!);
                continue;
            }

            Assert.Equal(["data_offsets", "dtype", "shape"], member.Value.EnumerateObject().Select(part => part.Name).Order());
            long[] shape = [.. member.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())];
            long[] offsets = [.. member.Value.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt64())];
            string type = member.Value.GetProperty("dtype").GetString()!;
            int size = int.Parse(new string([.. type.Where(char.IsDigit)])) / 8;
            Assert.Equal(2, offsets.Length);
            Assert.Equal(shape.Aggregate((long)size, (product, n) => product * n), offsets[1] - offsets[0]);
            Assert.Equal(0, (8 + length + offsets[0]) % size);
            places.Add((offsets[0], offsets[1]));
            read.Tensors.Add(member.Name, (type, shape, file[(int)(8 + length + offsets[0])..(int)(8 + length + offsets[1])]));
        }

        long end = 0;
        foreach ((long start, long next) in places.Order())
        {
            Assert.Equal(end, start);
            end = next;
        }

        Assert.Equal(file.Length, 8 + length + end);
        return read;
    }

    /// <summary>The elements of a tensor of F32 or F64.</summary>
    public double[] Numbers(string name)
    {
        (string type, _, byte[] bytes) = Tensors[name];
        int size = type == "F64" ? 8 : 4;
        return [.. Enumerable.Range(0, bytes.Length / size).Select(
            i => type == "F64" ? BitConverter.ToDouble(bytes, i * 8) : BitConverter.ToSingle(bytes, i * 4))];
    }

    /// <summary>A file of a header and what is behind it, as they are.</summary>
    public static byte[] Make(string header, params byte[] payload) => Make(Encoding.UTF8.GetBytes(header), payload);

    public static byte[] Make(byte[] header, byte[] payload) =>
        [.. BitConverter.GetBytes((long)header.Length), .. header, .. payload];
}
