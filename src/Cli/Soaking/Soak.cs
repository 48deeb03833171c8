using System.Diagnostics;
using SimdOptim.Charts;
using SimdOptim.Training;

namespace SimdOptim.Cli.Soaking;

/// <summary>
/// Trains again and again, infers on other threads meanwhile, saves, and kills a training child: and compares every bit with what
/// came out undisturbed.
/// </summary>
internal sealed class Soak : IDisposable
{
    // A step has to last: so many epochs are trained at a stretch.
    private const int Stretch = SoakedTraining.Epochs / 4;

    private const long MostGrowth = 1 << 20; // some pages come and go

    private static readonly TimeSpan _settling = TimeSpan.FromMinutes(1);

    private readonly SoakSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly SoakedTraining _training;
    private readonly KilledTraining _child;
    private readonly InferenceThread[] _threads;
    private readonly TimeSpan _settled; // when all is compiled, and no more memory needed
    private readonly WorkingSet _memory;
    private readonly string _checkpoint;
    private long _start;
    private long _steps;
    private long _quietSteps;
    private long _trainings;
    private long _checkpoints;
    private long _allocated;
    private int _collectionsDuringSteps;
    private readonly int _collectionsBefore;

    /// <summary>Takes all memory, and lets everything run once undisturbed.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before it began.</exception>
    /// <exception cref="IOException">The child cannot be run.</exception>
    public Soak(SoakSettings settings, CancellationToken cancellation)
    {
        (_settings, _cancellation) = (settings, cancellation);
        _checkpoint = Path.Combine(settings.Directory, "soak.safetensors");
        _settled = settings.Duration < 2 * _settling ? settings.Duration / 2 : _settling;
        _memory = new WorkingSet(_settled);
        _training = new SoakedTraining(settings.Seed);
        _child = new KilledTraining(settings, Faults, cancellation);
        _threads = [.. Enumerable.Range(1, settings.Threads).Select(number => new InferenceThread(_training.Network, _training.Data.Features, number, Faults))];
        _collectionsBefore = GC.CollectionCount(0);
    }

    /// <summary>What has gone wrong.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Runs until the time is over.</summary>
    /// <param name="report">Told from time to time how far it is.</param>
    public SoakResult Run(Action<SoakResult> report)
    {
        _start = Stopwatch.GetTimestamp();
        while (!IsOver) Train(report);
        SoakResult result = Measure();
        Faults.Expect(
            result.AllocatedBytes == 0, $"{Figures.Count(result.AllocatedBytes)} bytes allocated by steps and inferences");
        Faults.Expect(result.CollectionsDuringSteps == 0, $"{result.CollectionsDuringSteps} collections while steps were taken");
        bool hasGrown = _settled == _settling && result.WorkingSetGrowth > MostGrowth;
        Faults.Expect(
            !hasGrown, $"the working set has grown by {Figures.Memory(result.WorkingSetGrowth)} since {Figures.Time(_settled)}");
        return result;
    }

    public void Dispose()
    {
        foreach (InferenceThread thread in _threads) thread.Dispose();
        _child.Dispose();
        File.Delete(_checkpoint);
    }

    private bool IsOver =>
        _cancellation.IsCancellationRequested || Stopwatch.GetElapsedTime(_start) >= _settings.Duration;

    /// <summary>
    /// One training from its start to its end, in stretches; between two of them it is saved, and another goes on.
    /// </summary>
    private void Train(Action<SoakResult> report)
    {
        (Network<float> network, Trainer<float> trainer) = _training.Create();
        for (int epoch = 0; epoch < SoakedTraining.Epochs; epoch += Stretch)
        {
            if (epoch == 2 * Stretch)
            {
                trainer.SaveCheckpoint(_checkpoint);
                (network, trainer) = _training.Create();
                _ = trainer.LoadCheckpoint(_checkpoint);
                _checkpoints++;
            }

            Take(trainer, epoch);
            _child.LookAfter();

            // What stands between the stretches leaves garbage, which is not to wait for one of them, nor its finalizers.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _memory.Sample(Stopwatch.GetElapsedTime(_start));
            report(Measure());
            if (IsOver) return;
        }

        _trainings++;
        Faults.Expect(_training.IsSame(network), $"training {_trainings}: other parameters or costs");
    }

    /// <summary>Takes the steps of a stretch, and counts what is allocated meanwhile.</summary>
    private void Take(Trainer<float> trainer, int epoch)
    {
        int collections = GC.CollectionCount(0);
        long all = GC.GetTotalAllocatedBytes(precise: true), own = GC.GetAllocatedBytesForCurrentThread();
        _training.Train(trainer, epoch, epoch + Stretch);
        _allocated += GC.GetAllocatedBytesForCurrentThread() - own;
        all = GC.GetTotalAllocatedBytes(precise: true) - all;
        _collectionsDuringSteps += GC.CollectionCount(0) - collections;

        // On threads of its own the runtime compiles what has run often, and hears that a child has ended; both leave objects.
        int steps = Stretch * _training.StepsPerEpoch;
        _steps += steps;
        _quietSteps += all == 0 ? steps : 0;
    }

    private SoakResult Measure() => new()
    {
        Elapsed = Stopwatch.GetElapsedTime(_start),
        Steps = _steps,
        QuietSteps = _quietSteps,
        Trainings = _trainings,
        Checkpoints = _checkpoints,
        Inferences = _threads.Sum(thread => thread.Inferences),
        Kills = _child.Kills,
        Resumes = _child.Resumes,
        ChildRuns = _child.Finished,
        AllocatedBytes = _allocated + _threads.Sum(thread => thread.AllocatedBytes),
        CollectionsDuringSteps = _collectionsDuringSteps,
        Collections = GC.CollectionCount(0) - _collectionsBefore,
        LargestWorkingSet = _memory.Largest,
        WorkingSetGrowth = _memory.Growth,
    };
}
