using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Testing;

/// <summary>Compares the passes of a network, fused and padded, with its layers run one by one on rows without padding.</summary>
internal static class LayerByLayer
{
    /// <summary>Says where a prediction, a training pass or a backward pass does not have the bits of the layers.</summary>
    public static string? IfDifferent<T>(Network<T> network, T[] inputs, T[] outputGradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int batch = inputs.Length / network.InputCount;
        T[] expectedGradients = new T[network.ParameterCount], gradients = new T[network.ParameterCount];
        T[] inputGradients = new T[inputs.Length], outputs = inputs, derivatives = outputGradients;
        List<LayerRun<T>> runs = [];
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerRun<T> run = new(new Network<T>([network.Layers[i]]), batch);
            network.Parameters[network.GetParameterRange(i)].CopyTo(run.Parameters);
            outputs.CopyTo(run.Inputs, 0);
            run.Forward(isTraining: true);
            outputs = run.Outputs;
            runs.Add(run);
        }

        for (int i = runs.Count - 1; i >= 0; i--)
        {
            derivatives.CopyTo(runs[i].OutputGradients, 0);
            runs[i].Backward();
            derivatives = runs[i].InputGradients;
            runs[i].ParameterGradients.CopyTo(expectedGradients.AsSpan(network.GetParameterRange(i)));
        }

        Workspace<T> workspace = network.CreateWorkspace(batch + 3, forTraining: true);
        foreach (AlignedArray<T> memory in workspace.Plan.Memory) memory.Span.Fill(T.NaN);
        string? fault = Fault.IfBitsDiffer<T>(outputs, network.Predict(inputs, workspace), $"prediction of {batch}");
        foreach (AlignedArray<T> memory in workspace.Plan.Memory) memory.Span.Fill(T.NaN);
        fault ??= Fault.IfBitsDiffer<T>(outputs, network.Forward(inputs, workspace), $"outputs of {batch} in training");
        network.Backpropagate(inputs, outputGradients, workspace, gradients, inputGradients);
        return fault
            ?? Fault.IfBitsDiffer<T>(expectedGradients, gradients, $"parameter gradients of {batch}")
            ?? Fault.IfBitsDiffer<T>(derivatives, inputGradients, $"input gradients of {batch}");
    }
}
