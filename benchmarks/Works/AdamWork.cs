using System.Globalization;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Suites;
using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A step of Adam, without a network.</summary>
internal sealed class AdamWork(int count, params Goal[] goals) : Work(
    string.Create(CultureInfo.InvariantCulture, $"Adam, {count:#,0} parameters"),
    Unit.PerParameter(count),
    [PeerNames.PyTorch, PeerNames.ByHand, PeerNames.TensorPrimitives],
    goals)
{
    private const double LearningRate = NetworkData.CheckedLearningRate;
    private const int CheckedSteps = 3;

    public override IReadOnlyList<Contestant> CreateContestants(PeerSet installed)
    {
        float[] gradients = SharedNumbers.Make(count, SharedNumbers.Targets, offset: 0.5);
        Optimizer<float> ours = Optimizer<float>.Create(new Adam(), count, LearningRate);
        HandWrittenAdam byHand = new(count, (float)LearningRate);
        TensorPrimitivesAdam managed = new(count, LearningRate);
        List<Contestant> contestants = [];
        double[]? expected = null;
        Add(PeerNames.Ours, (parameters, calls) =>
        {
            for (int i = 0; i < calls; i++) ours.Step(parameters, gradients);
        });
        if (installed.PyTorch is { } pyTorch)
        {
            Check(PeerNames.PyTorch, pyTorch.Prepare(string.Create(CultureInfo.InvariantCulture, $"adam {count}")));
            contestants.Add(new PyTorchContestant(pyTorch));
        }

        Add(PeerNames.ByHand, (parameters, calls) =>
        {
            for (int i = 0; i < calls; i++) byHand.StepAdam(parameters, gradients);
        });
        Add(PeerNames.TensorPrimitives, (parameters, calls) =>
        {
            for (int i = 0; i < calls; i++) managed.Step(parameters, gradients);
        });
        return contestants;

        void Add(string name, Action<float[], int> loop)
        {
            float[] parameters = SharedNumbers.Make(count, SharedNumbers.Inputs, offset: 0.5);
            loop(parameters, CheckedSteps);
            Check(name, [parameters.Sum(value => (double)value), parameters.Sum(value => Math.Abs((double)value))]);
            contestants.Add(new InProcess(name, calls => loop(parameters, calls)));
        }

        void Check(string name, double[] sums)
        {
            expected ??= sums;
            DisagreementException.ThrowIfFar(Name, name, expected, sums, tolerance: 1e-5);
        }
    }

    /// <summary>Returns the limit of memory, or that of the divisions and square roots.</summary>
    public override double GetLimit(MachineLimits limits) =>
        Math.Max(
        MachineLimits.TimeToUpdate(4.0 * sizeof(float) * count, (double)AdamBenchmarks.BytesPerParameter * count),
        limits.AdamNanoseconds * count);
}
