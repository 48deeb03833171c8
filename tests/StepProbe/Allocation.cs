using System.Globalization;
using System.Runtime.CompilerServices;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;

namespace SimdOptim.StepProbe;

/// <summary>
/// Measures what steps and inferences allocate on all threads of a process that does nothing else.
/// </summary>
internal static class Allocation
{
    /// <summary>Trains a 2-5-2-1 network, infers with it, and prints the allocated bytes and the collections of each.</summary>
    public static int Print(long steps, int batch, long inferences)
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), seed: 1);
        BinaryCrossEntropy<float> loss = new();
        Optimizer<float> adam = Optimizer<float>.Create(new Adam(), network.ParameterCount, learningRate: 1e-6);
        Workspace<float> workspace = network.CreateWorkspace(batch, forTraining: true);
        float[] inputs = new float[2 * batch], targets = new float[batch], gradients = new float[network.ParameterCount];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = MathF.Sin(i);
        for (int i = 0; i < targets.Length; i++) targets[i] = i % 2;
        network.Warmup(workspace, loss, adam);

        Measure("training", steps, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (calls) =>
        {
            for (long i = 0; i < calls; i++)
            {
                network.ComputeGradients(inputs, targets, loss, workspace, gradients);
                adam.Step(network.Parameters, gradients);
            }
        });
        Measure("inference", inferences, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (calls) =>
        {
            for (long i = 0; i < calls; i++) network.Predict(inputs.AsSpan(0, 2), workspace);
        });
        return 0;
    }

    private static void Measure(string name, long calls, Action<long> work)
    {
        work(1);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int collections = CountCollections();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        work(calls);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        collections = CountCollections() - collections;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {calls} calls, {allocated} bytes, {collections} collections"));
    }

    private static int CountCollections() => GC.CollectionCount(0); // a collection of a generation also counts for all lower ones
}
