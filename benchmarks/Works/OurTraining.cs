using System.Runtime.CompilerServices;
using SimdOptim.Losses;
using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>Training as written by a user of the library.</summary>
internal sealed class OurTraining
{
    private readonly NetworkData _data;
    private readonly Network<float> _network;
    private readonly Workspace<float> _workspace;
    private readonly Loss<float> _loss;
    private readonly Optimizer<float> _adam;
    private readonly float[] _gradients;

    public OurTraining(NetworkData data, int threads = 1)
    {
        _data = data;
        _network = data.Shape.CreateNetwork();
        _workspace = _network.CreateWorkspace(data.Shape.Batch, forTraining: true, threads);
        _loss = data.Shape.CreateLoss();
        _adam = Optimizer<float>.Create(new Adam(), _network.ParameterCount, NetworkData.CheckedLearningRate);
        _gradients = new float[_network.ParameterCount];
    }

    /// <summary>Takes the first steps with the checked learning rate and returns the loss before each.</summary>
    public double[] TrainCheckedSteps()
    {
        double[] losses = new double[NetworkData.CheckedSteps];
        for (int i = 0; i < losses.Length; i++) losses[i] = Step();
        UseSteadyLearningRate();
        return losses;
    }

    /// <summary>Sets the learning rate for measurements.</summary>
    public void UseSteadyLearningRate() => _adam.LearningRate = NetworkData.SteadyLearningRate;

    /// <summary>Compiles the methods that a step runs, before the first.</summary>
    public void Warmup() => _network.Warmup(_workspace, _loss, _adam);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Train(int calls)
    {
        for (int i = 0; i < calls; i++) Step();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Step()
    {
        double loss = _network.ComputeGradients(_data.Inputs, _data.Targets, _loss, _workspace, _gradients);
        _adam.Step(_network.Parameters, _gradients, _workspace.Team);
        return loss;
    }
}
