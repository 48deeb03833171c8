using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A training step on a batch: forward pass, backward pass, Adam.</summary>
internal sealed class TrainingWork(NetworkShape shape, params Goal[] goals) : Work(
    $"training step {shape.Name}, batch {shape.Batch}, Adam", Unit.Microseconds, [PeerNames.Fann, PeerNames.PyTorch], goals)
{
    public override TimeSpan Time => TimeSpan.FromSeconds(3);

    public override IReadOnlyList<Contestant> CreateContestants(PeerSet installed)
    {
        NetworkData data = new(shape);
        OurTraining ours = new(data);
        double[] losses = ours.TrainCheckedSteps();
        List<Contestant> contestants = [new InProcess(PeerNames.Ours, ours.Train)];
        if (installed.Has(PeerNames.Fann))
        {
            FannNetwork fann = new(data);
            (float before, float after) = fann.Learn(steps: 5);
            if (!(after < before))
                throw new DisagreementException($"{Name}: FANN's error must decrease; it was {before}, then {after}.");
            contestants.Add(new InProcess(PeerNames.Fann, fann.Train));
        }

        if (installed.PyTorch is { } pyTorch)
        {
            double[] theirs = pyTorch.Prepare($"train {shape.Batch} {string.Join(' ', shape.Widths)}");
            DisagreementException.ThrowIfFar(Name, PeerNames.PyTorch, losses, theirs, tolerance: 2e-6);
            contestants.Add(new PyTorchContestant(pyTorch));
        }

        return contestants;
    }

    /// <summary>Returns the time of the products at the peak plus that of a hand-written Adam.</summary>
    public override double GetLimit(MachineLimits limits) =>
        (shape.TrainingOperations / limits.Peak) + (shape.ParameterCount * limits.AdamNanoseconds);
}
