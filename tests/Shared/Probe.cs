using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SimdOptim.Tests;

/// <summary>
/// Runs programs in a process of their own, for what cannot be observed or switched in the process of the tests.
/// </summary>
internal static class Probe
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a probe to its end and returns the lines that it prints.</summary>
    /// <param name="name">The name of the project of the probe.</param>
    /// <param name="arguments">The command-line arguments.</param>
    /// <param name="variables">Environment variables for the runtime, NAME=VALUE.</param>
    public static string[] Run(string name, string[] arguments, params string[] variables)
    {
        // Relative to the runtime, in dotnet/shared/Microsoft.NETCore.App/<version>/: the process of the tests may not be dotnet.
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
