using System.Diagnostics;
using System.Globalization;
using SimdOptim.Benchmarks.Measuring;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>PyTorch in a Python process that lives as long as the comparison and works only on request.</summary>
internal sealed class PyTorch : IDisposable
{
    private const string Script = "pytorch_peer.py";

    /// <summary>The system's Python comes first, because a distribution's package of PyTorch belongs to it.</summary>
    private static readonly string[] _pythons = ["/usr/bin/python3", "python3", "python"];
    private readonly Process _process;

    private PyTorch(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    public string Version { get; }

    /// <summary>Starts the first Python that has PyTorch, or returns null if none has.</summary>
    public static PyTorch? TryStart()
    {
        foreach (string python in _pythons)
        {
            if (TryStart(python) is { } pyTorch) return pyTorch;
        }

        return null;
    }

    /// <summary>Prepares a piece of work and returns the figures for checking it.</summary>
    public double[] Prepare(string work) => Ask(work);

    /// <summary>Does the prepared work a number of times and returns the nanoseconds per time.</summary>
    public double Run(int calls) => Ask(string.Create(CultureInfo.InvariantCulture, $"run {calls}"))[0];

    public void Dispose()
    {
        _process.StandardInput.Close(); // ends its loop
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PyTorch? TryStart(string python)
    {
        using StreamReader script = new(typeof(PyTorch).Assembly.GetManifestResourceStream(Script)!);
        ProcessStartInfo start = new(python, ["-c", script.ReadToEnd()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Tuning.ApplyTo(start.Environment);
        try
        {
            Process process = Process.Start(start)!;
            process.BeginErrorReadLine(); // so that its warnings do not fill the pipe
            if (process.StandardOutput.ReadLine() is { } version) return new PyTorch(process, version);
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // This Python is not installed.
        }

        return null;
    }

    private double[] Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"PyTorch's process ended at the command '{command}'.");
        return [.. answer.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }
}

/// <summary>
/// PyTorch at the work that it prepared last. It measures its own time, so the time of the pipe is not included.
/// </summary>
internal sealed class PyTorchContestant(PyTorch process) : Contestant(PeerNames.PyTorch)
{
    public override double Measure(int calls) => process.Run(calls);
}
