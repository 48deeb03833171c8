using System.Collections.Concurrent;

namespace SimdOptim.Tests;

/// <summary>
/// Every code path that this processor supports gives the same bits. A probe computes a sample of everything in processes from
/// which the runtime hides instruction sets. Every fingerprint must equal that of a process with all instruction sets.
/// </summary>
public sealed class DispatchTests
{
    private const string Nothing = "";

    private static readonly ConcurrentDictionary<string, Lazy<string[]>> _printed = new();

    public static TheoryData<string, string> Switches { get; } = new()
    {
        { "DOTNET_EnableAVX512=0", "512 False" },
        { "DOTNET_PreferredVectorBitWidth=128", "256 False, 512 False" },
        { "DOTNET_EnableAVX2=0", "256 False, 512 False" },
        { "DOTNET_EnableHWIntrinsic=0", "128 False, 256 False, 512 False" },
        { "DOTNET_MaxVectorTBitWidth=128", "Vector<byte> 16," },
        { "DOTNET_TieredCompilation=0", "" },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public void Hiding_instructions_changes_no_bit(string hidden, string effect)
    {
        string[] expected = Fingerprints(Nothing), actual = Fingerprints(hidden);
        Assert.Contains(effect, actual[0]);
        Assert.Equal(expected.Length, actual.Length);
        string[] different = [.. actual[1..].Except(expected[1..]).Select(line => line.Split(':')[0])];
        Assert.True(different.Length == 0, $"{hidden} ({actual[0]}) changes bits in: {string.Join(", ", different)}");
    }

    [Fact]
    public void One_run_has_one_hash_whatever_the_instructions_and_the_number_of_threads()
    {
        (string Run, string Hash)[] hashes =
        [
            .. from hidden in Switches.Select(row => row.Data.Item1).Prepend(Nothing)
               from line in Fingerprints(hidden)
               where line.StartsWith("training by ")
               let parts = line.Split(": ")
               select ($"{hidden} {parts[0]}", parts[1]),
        ];
        Assert.Equal(7 * 3, hashes.Length);
        Assert.All(hashes, one => Assert.Equal((one.Run, hashes[0].Hash), one));
    }

    [Fact]
    public void The_probe_computes_something_different_in_every_section()
    {
        string[] fingerprints = [.. Fingerprints(Nothing)[1..^2].Select(line => line.Split(": ")[1])]; // and one of those per thread count
        Assert.Equal(30, fingerprints.Length);
        Assert.Distinct(fingerprints);
    }

    private static string[] Fingerprints(string hidden) =>
        _printed.GetOrAdd(hidden, one => new Lazy<string[]>(() => Probe.Run("BitProbe", [], one is Nothing ? [] : [one]))).Value;
}
