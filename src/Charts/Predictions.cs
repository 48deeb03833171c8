using System.Numerics;

namespace SimdOptim.Charts;

/// <summary>The outputs of a network for any number of samples.</summary>
public static class Predictions
{
    private const int BatchSize = 1024;

    /// <summary>Computes the outputs, batch by batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs"><c>[samples, InputCount]</c></param>
    /// <returns><c>[samples, OutputCount]</c></returns>
    public static T[] Compute<T>(Network<T> network, ReadOnlySpan<T> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int samples = inputs.Length / network.InputCount;
        T[] outputs = new T[samples * network.OutputCount];
        Workspace<T> workspace = network.CreateWorkspace(BatchSize);
        for (int start = 0; start < samples; start += BatchSize)
        {
            int count = Math.Min(BatchSize, samples - start);
            network.Predict(inputs.Slice(start * network.InputCount, count * network.InputCount), workspace)
                .CopyTo(outputs.AsSpan(start * network.OutputCount));
        }

        return outputs;
    }
}
