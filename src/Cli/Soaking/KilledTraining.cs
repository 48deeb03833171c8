using System.Diagnostics;
using System.Globalization;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Soaking;

/// <summary>
/// A child process of this program that trains, is killed at random moments and resumed until it is done, and is then compared
/// with an undisturbed one.
/// </summary>
internal sealed class KilledTraining : IDisposable
{
    private static readonly string[] _compared = ["model.safetensors", "history.csv", "loss.svg"];

    private readonly SoakSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly Faults _faults;
    private readonly Random _random;
    private readonly string _undisturbed;
    private readonly string _disturbed;
    private readonly long _longestLife; // the life of the undisturbed child, in ticks of the stopwatch
    private CheckpointWatch _checkpoints;
    private Process? _child;
    private long _killAt; // a timestamp

    /// <summary>Runs an undisturbed child and waits for it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The child cannot be started, or it fails.</exception>
    public KilledTraining(SoakSettings settings, Faults faults, CancellationToken cancellation)
    {
        (_settings, _faults, _cancellation) = (settings, faults, cancellation);
        _random = new Random((int)settings.Seed);
        _undisturbed = Path.Combine(settings.Directory, "undisturbed");
        _disturbed = Path.Combine(settings.Directory, "disturbed");
        _checkpoints = Watch();
        Remove();
        long start = Stopwatch.GetTimestamp();
        using Process child = Start(_undisturbed);
        child.WaitForExit();
        _longestLife = Stopwatch.GetTimestamp() - start;
        cancellation.ThrowIfCancellationRequested();
        if (child.ExitCode != ExitCode.Success)
            throw new IOException($"the undisturbed training ended with {child.ExitCode}: {Message(child)}");
    }

    public int Kills { get; private set; }

    public int Resumes { get; private set; }

    public int Finished { get; private set; }

    /// <summary>Starts the child if there is none, kills it if its time is up, and compares its files if it is done.</summary>
    public void LookAfter()
    {
        if (_child is null)
        {
            Resumes += _checkpoints.Epochs > 0 ? 1 : 0;
            _child = Start(_disturbed);
            _killAt = Stopwatch.GetTimestamp() + _random.NextInt64(_longestLife);
        }

        bool isKilled = !_child.HasExited;
        if (isKilled)
        {
            if (Stopwatch.GetTimestamp() < _killAt) return;
            _child.Kill();
            _child.WaitForExit();
        }

        _checkpoints.Check($"kill {Kills}");
        if (_child.ExitCode == ExitCode.Success) Compare();
        else if (isKilled) Kills++;
        else if (!_cancellation.IsCancellationRequested)
            _faults.Add($"the child ended with {_child.ExitCode}: {Message(_child)}");
        _child.Dispose();
        _child = null;
    }

    /// <summary>Ends the child and removes its files if nothing went wrong.</summary>
    public void Dispose()
    {
        if (_child is not null)
        {
            _child.Kill();
            _child.WaitForExit();
            _child.Dispose();
        }

        if (_faults.Count == 0) Remove();
    }

    private CheckpointWatch Watch() => new(Path.Combine(_disturbed, "checkpoints"), _faults);

    private void Remove()
    {
        foreach (string directory in new[] { _undisturbed, _disturbed }.Where(Directory.Exists))
            Directory.Delete(directory, recursive: true);
    }

    private Process Start(string directory)
    {
        string assembly = typeof(Program).Assembly.Location;
        string program = Environment.ProcessPath!;
        string name = Path.GetFileNameWithoutExtension(program);
        bool isHost = name != Path.GetFileNameWithoutExtension(assembly);
        if (isHost && name != "dotnet") program = "dotnet"; // within another program, such as the tests
        string seed = _settings.Seed.ToString(CultureInfo.InvariantCulture);
        string[] train =
        [
            .. "train moons --epochs 6000 --checkpoint-every 50 --layers 6,4 --batch-norm --dropout-keep 0.9 --l2 0.1".Split(' '),
            .. "--decay inverse-time:0.001 --clip-norm 2 --batch-size 100 --resume --seed".Split(' '), seed, "--out", directory,
        ];

        // Its output fits into the pipes and is read only if it fails.
        ProcessStartInfo start = new(program, isHost ? [assembly, .. train] : train)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new IOException($"{program} cannot be started");
    }

    private static string Message(Process child) => child.StandardError.ReadToEnd().ReplaceLineEndings(" ").Trim();

    private void Compare()
    {
        Finished++;
        foreach (string name in _compared)
        {
            byte[] expected = File.ReadAllBytes(Path.Combine(_undisturbed, name));
            bool isSame = File.ReadAllBytes(Path.Combine(_disturbed, name)).AsSpan().SequenceEqual(expected);
            _faults.Expect(isSame, $"run {Finished} of the child, after {Kills} kills: a different {name}");
        }

        Directory.Delete(_disturbed, recursive: true);
        _checkpoints = Watch();
    }
}

/// <summary>Checks that no checkpoint is lost or damaged when a training is killed.</summary>
/// <param name="path">The folder of its checkpoints.</param>
/// <param name="faults">Receives what goes wrong.</param>
internal sealed class CheckpointWatch(string path, Faults faults)
{
    private readonly CheckpointFolder _folder = new(path);

    /// <summary>The number of epochs in the newest checkpoint.</summary>
    public int Epochs { get; private set; }

    /// <summary>Checks that each checkpoint is intact and the newest no older than before.</summary>
    /// <param name="moment">The time of the check, for messages.</param>
    public void Check(string moment)
    {
        int found = 0;
        foreach (string checkpoint in _folder.FindAll())
        {
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(checkpoint);
                found = Math.Max(found, int.Parse(file.Metadata["simdoptim.epoch"], CultureInfo.InvariantCulture));
                if (file.VerifyDigest() == DigestState.Correct) continue;
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException or KeyNotFoundException)
            {
                // Reported below.
            }

            faults.Add($"{moment}: {Path.GetFileName(checkpoint)} is damaged");
        }

        faults.Expect(found >= Epochs, $"{moment}: {found} epochs in the newest checkpoint, where {Epochs} had been");
        Epochs = found;
    }
}
