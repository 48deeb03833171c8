using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// A training step shared by two threads, compared with one thread and with two independent runs. The independent runs show what
/// two cores of this machine can do.
/// </summary>
internal sealed class TeamWork(NetworkShape shape, params Goal[] goals) : Work(
    $"training step {shape.Name}, batch {shape.Batch}, Adam, two threads",
    Unit.Microseconds,
    [PeerNames.OneThread, PeerNames.TwoRuns],
    goals)
{
    public override TimeSpan Time => TimeSpan.FromSeconds(3);

    public override IReadOnlyList<Contestant> CreateContestants(PeerSet installed)
    {
        NetworkData data = new(shape);
        OurTraining shared = new(data, threads: 2), alone = new(data), left = new(data), right = new(data);
        double[] losses = shared.TrainCheckedSteps();
        foreach (OurTraining other in (OurTraining[])[alone, left, right])
        {
            if (!other.TrainCheckedSteps().SequenceEqual(losses))
                throw new DisagreementException($"{Name}: the losses depend on the number of threads.");
        }

        return
        [
            new InProcess(PeerNames.Ours, shared.Train),
            new InProcess(PeerNames.OneThread, alone.Train),
            new SideBySide(PeerNames.TwoRuns, left.Train, right.Train),
        ];
    }

    /// <summary>Returns half of the limit of one core.</summary>
    public override double GetLimit(MachineLimits limits) =>
        ((shape.TrainingOperations / limits.Peak) + (shape.ParameterCount * limits.AdamNanoseconds)) / 2;
}
