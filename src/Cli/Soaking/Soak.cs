using System.Diagnostics;
using SimdOptim.Training;

namespace SimdOptim.Cli.Soaking;

/// <summary>
/// Trains again and again, infers on other threads, saves checkpoints, and kills a training child process; compares every bit
/// with an undisturbed run.
/// </summary>
internal sealed class Soak : IDisposable
{
    private const int Stretch = SoakedTraining.Epochs / 4;

    private const long MostGrowth = 1 << 20; // single pages come and go

    private static readonly TimeSpan _settling = TimeSpan.FromMinutes(1);

    private readonly SoakSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly SoakedTraining _training;
    private readonly KilledTraining _child;
    private readonly InferenceThread[] _threads;
    private readonly TimeSpan _settled; // when everything is compiled and all memory allocated
    private readonly WorkingSet _memory;
    private readonly string _checkpoint;
    private readonly SoakResult _result = new();
    private long _start;
    private long _allocated; // by this thread
    private readonly int _collectionsBefore;

    /// <summary>Allocates all memory and runs everything once undisturbed.</summary>
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
        _threads =
        [
            .. Enumerable.Range(1, settings.Threads)
                .Select(number => new InferenceThread(_training.Network, _training.Data.Features, number, Faults)),
        ];
        _collectionsBefore = GC.CollectionCount(0);
    }

    /// <summary>What went wrong.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Runs until the time is up.</summary>
    /// <param name="report">Called from time to time with the counts so far.</param>
    public SoakResult Run(Action<SoakResult> report)
    {
        _start = Stopwatch.GetTimestamp();
        while (!IsOver) Train(report);
        SoakResult result = Measure();
        Faults.Expect(
            result.AllocatedBytes == 0, $"{Figures.Count(result.AllocatedBytes)} bytes allocated by steps and inferences");
        Faults.Expect(result.CollectionsDuringSteps == 0, $"{result.CollectionsDuringSteps} collections during steps");
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

    /// <summary>Trains from start to end, in stretches; half-way it is saved, and a new trainer resumes.</summary>
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
                _result.Checkpoints++;
            }

            Take(trainer, epoch);
            _child.LookAfter();

            // Collect the garbage of the work between stretches now, so that neither it nor finalizers disturb the next one.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _memory.Sample(Stopwatch.GetElapsedTime(_start));
            report(Measure());
            if (IsOver) return;
        }

        _result.Trainings++;
        Faults.Expect(_training.IsSame(network), $"training {_result.Trainings}: other parameters or costs");
    }

    /// <summary>Takes the steps of a stretch and counts what is allocated.</summary>
    private void Take(Trainer<float> trainer, int epoch)
    {
        int collections = GC.CollectionCount(0);
        long all = GC.GetTotalAllocatedBytes(precise: true), own = GC.GetAllocatedBytesForCurrentThread();
        _training.Train(trainer, epoch, epoch + Stretch);
        _allocated += GC.GetAllocatedBytesForCurrentThread() - own;
        all = GC.GetTotalAllocatedBytes(precise: true) - all;
        _result.CollectionsDuringSteps += GC.CollectionCount(0) - collections;

        // The runtime's own threads compile hot methods and learn that a child has ended; both allocate.
        int steps = Stretch * _training.StepsPerEpoch;
        _result.Steps += steps;
        _result.QuietSteps += all == 0 ? steps : 0;
    }

    private SoakResult Measure() => _result with
    {
        Elapsed = Stopwatch.GetElapsedTime(_start),
        Inferences = _threads.Sum(thread => thread.Inferences),
        Kills = _child.Kills,
        Resumes = _child.Resumes,
        ChildRuns = _child.Finished,
        AllocatedBytes = _allocated + _threads.Sum(thread => thread.AllocatedBytes),
        Collections = GC.CollectionCount(0) - _collectionsBefore,
        LargestWorkingSet = _memory.Largest,
        WorkingSetGrowth = _memory.Growth,
    };
}
