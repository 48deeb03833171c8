using System.Diagnostics;

namespace SimdOptim.Tests;

/// <summary>The program as others start it: a process with streams, an environment and a working directory.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_report_lands_in_an_ignored_folder_by_default()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Run(sandbox, "train moons --epochs 20");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.True(File.Exists(sandbox.InRoot("out/moons/metrics.json")));
        Assert.DoesNotContain('\u001b', outcome.Output);
        sandbox.Write("my points.csv", "1,2,a\n3,4,b\n");
        Outcome spaced = await Run(sandbox, "train", "my points.csv", "--epochs", "1");
        Assert.Equal(0, spaced.ExitCode);
        Assert.True(File.Exists(sandbox.InRoot("out/my points/boundary.svg")));
    }

    [Fact]
    public async Task A_locale_with_decimal_commas_changes_nothing()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Run(sandbox, "train moons --epochs 20 --learning-rate 0.0007 --out report");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(0.0007, sandbox.ReadMetrics().History[^1].LearningRate);
        Assert.Contains("learning rate 0.0007", outcome.Output);
    }

    [Fact]
    public async Task Faults_go_to_standard_error()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Run(sandbox, "train nowhere.csv");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal("error: nowhere.csv: expected a file, found none of this name.", outcome.Error.TrimEnd());
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public async Task Ctrl_c_ends_the_run_with_a_report()
    {
        if (OperatingSystem.IsWindows()) return;
        using Sandbox sandbox = new();
        using Process program = Start(sandbox, ["train", "moons", "--epochs", "5000000", "--out", "report"]);
        while (!Directory.Exists(sandbox.Report)) await Task.Delay(20);
        using (Process kill = Process.Start("kill", ["-INT", $"{program.Id}"])) await kill.WaitForExitAsync();
        Outcome outcome = await Finish(program);
        Assert.Equal(130, outcome.ExitCode);
        Assert.StartsWith("cancelled after ", outcome.Error);
        Assert.Contains("metrics.json", outcome.Output);
        Assert.Equal(sandbox.ReadMetrics().Epochs, sandbox.ReadMetrics().History.Count);
    }

    private static Task<Outcome> Run(Sandbox sandbox, string commandLine) => Run(sandbox, commandLine.Split(' '));

    private static async Task<Outcome> Run(Sandbox sandbox, params string[] args)
    {
        using Process program = Start(sandbox, args);
        return await Finish(program);
    }

    private static async Task<Outcome> Finish(Process program)
    {
        Task<string> output = program.StandardOutput.ReadToEndAsync(), error = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return new Outcome(program.ExitCode, await output, await error);
    }

    private static Process Start(Sandbox sandbox, string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "simdoptim.dll");
        ProcessStartInfo start = new("dotnet", [program, .. args])
        {
            WorkingDirectory = sandbox.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        return Process.Start(start)!;
    }
}
