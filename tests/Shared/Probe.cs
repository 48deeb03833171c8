using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SimdOptim.Tests;

/// <summary>Programs that do in a process of their own what cannot be seen, or switched, in that of the tests.</summary>
internal static class Probe
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a probe beside the tests to its end and returns the lines that it printed.</summary>
    /// <param name="name">The name of its project.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="variables">Switches of the runtime, NAME=VALUE.</param>
    public static string[] Run(string name, string[] arguments, params string[] variables)
    {
        // The runtime lies in dotnet/shared/Microsoft.NETCore.App/<version>/, and whoever started the tests may be no dotnet.
        string dotnet = Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        ProcessStartInfo start = new(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (string variable in variables)
        {
            string[] parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill();
            Assert.Fail($"{name} did not end within {_patience} under {string.Join(' ', variables)}.");
        }

        Assert.Equal(0, process.ExitCode);
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
