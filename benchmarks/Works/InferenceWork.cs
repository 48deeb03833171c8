using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>Inference of one sample. A call is too short to be timed alone, so the median is over rounds of calls.</summary>
internal sealed class InferenceWork(NetworkShape shape, params Goal[] goals) : Work(
    $"inference, one sample, {shape.Name}",
    Unit.MedianMicroseconds,
    [PeerNames.Fann, PeerNames.PyTorch, PeerNames.TensorPrimitives],
    goals)
{
    private readonly NetworkData _data = new(shape);

    public override IReadOnlyList<Contestant> CreateContestants(PeerSet installed)
    {
        Network<float> network = shape.CreateNetwork();
        OurInference ours = new(_data, network);
        double[] outputs = Widen(ours.Outputs);
        List<Contestant> contestants = [new InProcess(PeerNames.Ours, ours.Infer)];
        if (installed.Has(PeerNames.Fann)) contestants.Add(new InProcess(PeerNames.Fann, new FannNetwork(_data).Infer));
        if (installed.PyTorch is { } pyTorch)
        {
            double[] theirs = pyTorch.Prepare($"infer {string.Join(' ', shape.Widths)}");
            DisagreementException.ThrowIfFar(Name, PeerNames.PyTorch, outputs, theirs, tolerance: 1e-5);
            contestants.Add(new PyTorchContestant(pyTorch));
        }

        TensorPrimitivesNetwork managed = new(_data, network);
        managed.Infer(1);
        DisagreementException.ThrowIfFar(Name, PeerNames.TensorPrimitives, outputs, Widen(managed.Outputs), tolerance: 1e-5);
        contestants.Add(new InProcess(PeerNames.TensorPrimitives, managed.Infer));
        return contestants;
    }

    /// <summary>Returns the limit for reading and multiplying each parameter once.</summary>
    public override double GetLimit(MachineLimits limits) => Math.Max(
        MachineLimits.TimeToRead(sizeof(float) * (double)shape.ParameterCount), shape.ForwardOperations / limits.Peak);

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = values[i];
        return wide;
    }
}
