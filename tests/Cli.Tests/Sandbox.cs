using System.Text.Json;
using SimdOptim.Cli;

namespace SimdOptim.Tests;

/// <summary>A directory of its own, gone with the test, in which the program runs within this process.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("simdoptim-cli-");

    public string Root => _directory.FullName;

    /// <summary>Where <see cref="Train"/> writes.</summary>
    public string Report => InRoot("report");

    public bool IsEmpty => !_directory.EnumerateFileSystemInfos().Any();

    public string InRoot(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(InRoot(name), text);
        return InRoot(name);
    }

    public static Outcome Run(params string[] args) => Run(CancellationToken.None, args);

    public static Outcome Run(CancellationToken cancellation, params string[] args)
    {
        StringWriter output = new(), error = new();
        int exitCode = Application.Run(args, new Terminal(output, error), cancellation);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>train</c> with arguments between blanks, into <see cref="Report"/>, and expects it to succeed.</summary>
    public Metrics Train(string args, params string[] more)
    {
        Outcome outcome = Run(["train", .. args.Split(' '), .. more, "--out", Report]);
        Assert.Equal(("", ExitCode.Success), (outcome.Error, outcome.ExitCode));
        return ReadMetrics();
    }

    public Metrics ReadMetrics() =>
        JsonSerializer.Deserialize<Metrics>(File.ReadAllText(Path.Combine(Report, "metrics.json")), JsonSerializerOptions.Web)!;

    public void Dispose() => _directory.Delete(recursive: true);
}
