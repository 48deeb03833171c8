using SimdOptim.Storage;

namespace SimdOptim.Tests.Storage;

/// <summary>Files made by hand, after the format's description.</summary>
public sealed class SafetensorsReaderTests : IDisposable
{
    private const string One = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("F64", "000000000000F03F 000000000000E0BF", new[] { 1, -0.5 })]
    [InlineData("F32", "0000803F 000000BF", new[] { 1, -0.5 })]
    [InlineData("F16", "003C 00B8 FF7B 007C 0100", new[] { 1, -0.5, 65504, double.PositiveInfinity, 5.9604644775390625e-8 })]
    [InlineData("BF16", "803F 00BF 4940 80FF", new[] { 1, -0.5, 3.140625, double.NegativeInfinity })]
    public void Floating_point_of_every_width_is_read(string type, string hexadecimal, double[] expected)
    {
        byte[] payload = Convert.FromHexString(hexadecimal.Replace(" ", ""));
        string header = $$"""{"a":{"dtype":"{{type}}","shape":[{{expected.Length}},1],"data_offsets":[0,{{payload.Length}}]} }   """;
        using SafetensorsFile file = SafetensorsFile.Open(_folder.Write(PlainSafetensors.Make(header, payload)));
        double[] doubles = new double[expected.Length];
        float[] floats = new float[expected.Length];
        file.Read(file.Tensors[0], doubles.AsSpan());
        file.Read(file.Tensors[0], floats.AsSpan());

        Assert.Equal(expected, doubles);
        Assert.Equal(expected, floats.Select(value => (double)value));
        Assert.Equal((DigestState.Missing, "[" + expected.Length + ", 1]"), (file.VerifyDigest(), file.Tensors[0].ShapeText));
    }

    [Fact]
    public void Scalars_empty_tensors_metadata_and_members_in_any_order_are_allowed()
    {
        string header = """{"__metadata__":{"who":"\u00e9\n"},"s":{"data_offsets":[0,8],"shape":[],"dtype":"I64"},"e":{"dtype":"F32","shape":[0,7],"data_offsets":[8,8]}}""";
        using SafetensorsFile file = SafetensorsFile.Open(_folder.Write(PlainSafetensors.Make(header, new byte[8])));

        Assert.Equal("é\n", file.Metadata["who"]);
        Assert.Equal(["s", "e"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(8, file.Tensors[0].ByteCount);
        file.Read(file.Tensors[1], Span<float>.Empty);
        Assert.Contains("expected F64, F32, F16 or BF16, found I64", Assert.Throws<InvalidDataException>(() => file.Read(file.Tensors[0], new float[1])).Message);
    }

    [Theory]
    [InlineData("", "header: expected it to begin with {, found otherwise")]
    [InlineData("[]", "header: expected it to begin with {, found otherwise")]
    [InlineData("{", "header: expected JSON of at most 3 levels, found otherwise near byte 1")]
    [InlineData("{}x", "header: expected only spaces behind byte 2, found other bytes")]
    [InlineData("{}\n", "header: expected only spaces behind byte 2, found other bytes")]
    [InlineData("{}", "header: expected tensors for the 4 bytes behind it, found some for 0")]
    [InlineData("{\"a\":1}", "header, \"a\": expected an object")]
    [InlineData("{\"a\":[[[[]]]]}", "header, \"a\": expected an object")]
    [InlineData("{\"a\":{\"shape\":[[1]]}}", "header: expected JSON of at most 3 levels, found otherwise near byte 15")]
    [InlineData("{\"__metadata__\":{\"b\":1}," + One + "}", "header, \"b\": expected text")]
    [InlineData("{\"__metadata__\":{\"b\":\"\",\"b\":\"\"}," + One + "}", "header, \"b\": expected metadata of this name once, found them several times")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}," + One + "}", "header, \"__metadata__\": expected metadata once, found them several times")]
    [InlineData("{" + One + "," + One + "}", "header, \"a\": expected one tensor of this name, found several")]
    [InlineData("{" + One + ",\"b\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,4]}}", "header, \"b\": expected data_offsets from 4 on, found an overlap at 2")]
    [InlineData("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,4]}}", "header, \"a\": expected data_offsets from 0 on, found a gap up to 2")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "header, \"a\": expected data_offsets within the 4 bytes behind the header, found 8")]
    [InlineData("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", "header: expected tensors for the 4 bytes behind it, found some for 2")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "header, \"a\": expected 8 bytes for the shape [2], found 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "header, \"a\": expected data_offsets that ascend, found 4 and 0")]
    [InlineData("{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,4]}}", "header, \"a\": expected a known dtype such as F32, found \"C64\"")]
    [InlineData("{\"a\":{\"dtype\":4,\"shape\":[1],\"data_offsets\":[0,4]}}", "header, \"a\": expected dtype to be text")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}", "header, \"a\": expected shape to be a list")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "header, \"a\": expected shape to be whole numbers from 0 to 9223372036854775807, found otherwise")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", "header, \"a\": expected shape to be whole numbers from 0 to 9223372036854775807, found otherwise")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775808]}}", "header, \"a\": expected data_offsets to be whole numbers from 0 to 9223372036854775807, found otherwise")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}", "header, \"a\": expected a shape of at most 9223372036854775807 bytes, found [4294967296, 4294967296]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", "header, \"a\": expected dtype, shape and data_offsets, a first byte and the one behind the last")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "header, \"a\": expected dtype, shape and data_offsets, a first byte and the one behind the last")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "header, \"a\": expected dtype, shape and data_offsets once each, found \"dtype\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", "header, \"a\": expected dtype, shape and data_offsets once each, found \"x\"")]
    [InlineData("{\"\\ud800\":{}}", "header: expected JSON of at most 3 levels, found otherwise near byte 10")]
    [InlineData("{\"__metadata__\":{\"simdoptim.sha256\":\"12\"}," + One + "}", "header, \"simdoptim.sha256\": expected 64 hexadecimal digits, found otherwise")]
    public void What_the_format_forbids_is_refused(string header, string problem) =>
        AssertRefused(PlainSafetensors.Make(header, 0, 0, 0, 0), problem);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        AssertRefused(PlainSafetensors.Make([.. "{\"\u00ff\":1}"u8[..2], 0xFF, .. "\":1}"u8], []), "header: expected text in UTF-8, found other bytes");

    [Theory]
    [InlineData("", "byte 0: expected the length of the header in 8 bytes, found 0")]
    [InlineData("00000000000000", "byte 0: expected the length of the header in 8 bytes, found 7")]
    [InlineData("0000000000000080", "byte 0: expected a header of at most 0 bytes, found a length of 9223372036854775808")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D", "byte 0: expected a header of at most 2 bytes, found a length of 18446744073709551615")]
    [InlineData("03000000000000007B7D", "byte 0: expected a header of at most 2 bytes, found a length of 3")]
    public void A_length_beyond_the_file_is_refused(string hexadecimal, string problem) => AssertRefused(Convert.FromHexString(hexadecimal), problem);

    [Fact]
    public void A_header_beyond_the_formats_limit_is_refused_unread()
    {
        using (FileStream sparse = File.Create(_folder.File))
        {
            sparse.Write(BitConverter.GetBytes(100_000_001L));
            sparse.SetLength(200_000_000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(_folder.File));
        Assert.Equal($"{_folder.File}, byte 0: expected a header of at most 100000000 bytes, found a length of 100000001.", fault.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void A_number_beyond_the_range_of_float_is_refused_there()
    {
        byte[] bytes = PlainSafetensors.Make("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", BitConverter.GetBytes(1e300));
        using SafetensorsFile file = SafetensorsFile.Open(_folder.Write(bytes));
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => file.Read(file.Tensors[0], new float[1]));
        Assert.Equal($"{_folder.File}, tensor \"a\": expected numbers in the range of Single, found 1E+300.", fault.Message);
    }

    [Fact]
    public void What_cannot_be_opened_is_named()
    {
        string missing = _folder["none.safetensors"];
        Assert.Equal($"{missing}: expected a file, found none of this name.", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(missing)).Message);
        Assert.Equal($"{_folder.Path}: expected a file, found a directory.", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(_folder.Path)).Message);
        Assert.Throws<ArgumentException>("path", () => SafetensorsFile.Open(""));
        File.CreateSymbolicLink(_folder["loop"], _folder["loop"]);
        Assert.StartsWith(_folder["loop"], Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(_folder["loop"])).Message);
    }

    [Fact]
    public void A_link_is_followed()
    {
        byte[] bytes = PlainSafetensors.Make("{" + One + "}", 0, 0, 0, 0);
        File.CreateSymbolicLink(_folder["link"], _folder.Write(bytes));
        using SafetensorsFile file = SafetensorsFile.Open(_folder["link"]);
        Assert.Equal("a", file.Tensors[0].Name);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_refused_without_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in the file system.");
        await Wait.Run("mkfifo", _folder["pipe"]);
        File.CreateSymbolicLink(_folder["link"], _folder["pipe"]);
        foreach (string path in new[] { _folder["pipe"], _folder["link"], "/dev/zero" })
        {
            Assert.Equal(
                $"{path}, byte 0: expected the length of the header in 8 bytes, found 0.",
                Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path)).Message);
        }
    }

    [Fact]
    public void A_tensor_of_another_file_and_a_wrong_length_are_refused()
    {
        byte[] bytes = PlainSafetensors.Make("{" + One + "}", 0, 0, 0, 0);
        using SafetensorsFile file = SafetensorsFile.Open(_folder.Write(bytes)), other = SafetensorsFile.Open(_folder.File);
        Assert.Throws<ArgumentException>("tensor", () => file.Read(other.Tensors[0], new float[1]));
        Assert.Throws<ArgumentException>("destination", () => file.Read(file.Tensors[0], new float[2]));
        Assert.Throws<NotSupportedException>(() => file.Read(file.Tensors[0], new Half[1]));
    }

    private void AssertRefused(byte[] bytes, string problem)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(_folder.Write(bytes)));
        Assert.Equal($"{_folder.File}, {problem}.", fault.Message);
    }
}
