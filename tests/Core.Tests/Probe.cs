using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SimdOptim.Tests;

/// <summary>Runs <c>tests/BitProbe</c> in a process of its own.</summary>
internal static class Probe
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns the lines that the probe prints.</summary>
    /// <param name="variable">An environment variable and its value, <c>NAME=VALUE</c>, or null.</param>
    /// <param name="arguments">What to do; nothing for the fingerprints.</param>
    public static string[] Run(string? variable, params string[] arguments)
    {
        // The runtime lies in dotnet/shared/Microsoft.NETCore.App/<version>/, and whoever started the tests may be no dotnet.
        string dotnet = Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        ProcessStartInfo start = new(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, "BitProbe.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        if (variable?.Split('=') is [string name, string value]) start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill();
            Assert.Fail($"The probe did not end within {_patience} under {variable ?? "no switch"}.");
        }

        Assert.Equal(0, process.ExitCode);
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
