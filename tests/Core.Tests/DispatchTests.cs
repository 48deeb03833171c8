using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SimdOptim.Tests;

/// <summary>
/// The same bits from every path that the library can take through this processor: a probe computes a bit of everything in
/// processes from which the runtime hides instructions, and every fingerprint must be that of a process that sees them all.
/// </summary>
public sealed class DispatchTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly Lazy<string[]> _everything = new(() => RunProbe(null));

    [Theory]
    [InlineData("DOTNET_EnableAVX512=0", "512 False")]
    [InlineData("DOTNET_PreferredVectorBitWidth=128", "256 False, 512 False")]
    [InlineData("DOTNET_EnableAVX2=0", "256 False, 512 False")]
    [InlineData("DOTNET_EnableHWIntrinsic=0", "128 False, 256 False, 512 False")]
    [InlineData("DOTNET_MaxVectorTBitWidth=128", "Vector<byte> 16,")]
    [InlineData("DOTNET_TieredCompilation=0", "")]
    public void Hiding_instructions_changes_no_bit(string hidden, string effect)
    {
        string[] expected = _everything.Value, actual = RunProbe(hidden);
        Assert.Contains(effect, actual[0]);
        Assert.Equal(expected.Length, actual.Length);
        string[] different = [.. actual[1..].Except(expected[1..]).Select(line => line.Split(':')[0])];
        Assert.True(different.Length == 0, $"{hidden} ({actual[0]}) changes bits in: {string.Join(", ", different)}");
    }

    [Fact]
    public void The_probe_computes_something_different_in_every_section()
    {
        string[] fingerprints = [.. _everything.Value[1..].Select(line => line.Split(": ")[1])];
        Assert.Equal(27, fingerprints.Length);
        Assert.Distinct(fingerprints);
    }

    private static string[] RunProbe(string? hidden)
    {
        // The runtime lies in dotnet/shared/Microsoft.NETCore.App/<version>/, and whoever started the tests may be no dotnet.
        string dotnet = Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        ProcessStartInfo start = new(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, "BitProbe.dll")])
        {
            RedirectStandardOutput = true,
        };
        if (hidden?.Split('=') is [string name, string value]) start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill();
            Assert.Fail($"The probe did not end within {_patience} under {hidden ?? "no switch"}.");
        }

        Assert.Equal(0, process.ExitCode);
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
