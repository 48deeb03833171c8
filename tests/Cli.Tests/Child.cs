using System.Diagnostics;

namespace SimdOptim.Tests;

/// <summary>The program as a process of its own.</summary>
internal static class Child
{
    public static Task<Outcome> Run(Sandbox sandbox, string commandLine) => Run(sandbox, commandLine.Split(' '));

    public static async Task<Outcome> Run(Sandbox sandbox, params string[] args)
    {
        using Process program = Start(sandbox, args);
        return await Finish(program);
    }

    public static async Task<Outcome> Finish(Process program)
    {
        Task<string> output = program.StandardOutput.ReadToEndAsync(), error = program.StandardError.ReadToEndAsync();
        await Wait.ForExit(program, "the program");
        return new Outcome(program.ExitCode, await output, await error);
    }

    public static Process Start(Sandbox sandbox, string[] args)
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
