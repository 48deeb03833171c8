using SimdOptim.Benchmarks.Measuring;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>
/// PyTorch at the work that it has prepared last; it takes the time itself, so that the pipe between is not counted.
/// </summary>
internal sealed class PyTorchContestant(PyTorch process) : Contestant(PeerNames.PyTorch)
{
    public override double Measure(int calls) => process.Run(calls);
}
