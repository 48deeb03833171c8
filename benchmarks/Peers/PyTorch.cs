using System.Diagnostics;
using System.Globalization;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>PyTorch in a Python of its own, which lives as long as the comparison and works only when it is asked to.</summary>
internal sealed class PyTorch : IDisposable
{
    private const string Script = "pytorch_peer.py";

    /// <summary>The system's Python comes first: it is the one that a distribution's package of PyTorch belongs to.</summary>
    private static readonly string[] _pythons = ["/usr/bin/python3", "python3", "python"];
    private readonly Process _process;

    private PyTorch(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    public string Version { get; }

    /// <summary>Starts the first Python that has PyTorch; null if none has.</summary>
    public static PyTorch? TryStart()
    {
        foreach (string python in _pythons)
        {
            if (TryStart(python) is { } pyTorch) return pyTorch;
        }

        return null;
    }

    /// <summary>Prepares some work, and returns the figures by which it can be checked.</summary>
    public double[] Prepare(string work) => Ask(work);

    /// <summary>Does the prepared work a number of times, and returns the nanoseconds that one time took.</summary>
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
            process.BeginErrorReadLine(); // lest its warnings fill the pipe
            if (process.StandardOutput.ReadLine() is { } version) return new PyTorch(process, version);
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
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
