using SimdOptim.Initializers;

namespace SimdOptim.Tests.Storage;

public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parameters_and_averages_are_read_into_a_network_that_is_there()
    {
        Network<float> saved = Create(1), loaded = Create(2);
        saved.Buffers.Fill(0.25f);
        saved.Save(_folder.File);
        loaded.LoadParameters(_folder.File);
        Bits.AssertSame(saved.Parameters, loaded.Parameters);
        Assert.Equal(saved.Buffers, loaded.Buffers);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused()
    {
        Create(1).Save(_folder.File);
        byte[] file = File.ReadAllBytes(_folder.File);
        file[file.AsSpan().IndexOf("version\":\"2"u8) + 10] = (byte)'3';
        "else"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("simdoptim.sha256"u8)));
        File.WriteAllBytes(_folder.File, file);
        Assert.Equal(
            $"{_folder.File}, metadata \"simdoptim.version\": expected 2, found \"3\": a later SimdOptim wrote it.",
            Assert.Throws<InvalidDataException>(() => Network<float>.Load(_folder.File)).Message);
    }

    private static Network<float> Create(uint seed)
    {
        Network<float> network = new NetworkBuilder<float>(3).Dense(4).BatchNorm().ReLU().Dense(2).Build();
        network.Initialize(new He(), seed);
        return network;
    }
}
