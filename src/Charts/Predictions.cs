using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Charts;

/// <summary>The outputs of a network and how close they are to the targets.</summary>
public static class Predictions
{
    private const int BatchSize = 1024;

    /// <summary>Computes the outputs for any number of samples.</summary>
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

    /// <summary>
    /// The coefficient of determination <c>1 - Σ(y - ŷ)²/Σ(y - ȳ)²</c>: 1 if every target y is predicted exactly, 0 if
    /// the predictions are no better than the mean ȳ; NaN if all targets are equal.
    /// </summary>
    public static double Determine<T>(Network<T> network, DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!data.Targets.ContainsAnyExcept(data.Targets[0])) return double.NaN; // their mean may be off by rounding
        T[] predictions = Compute(network, data.Features);
        double mean = 0, residual = 0, total = 0;
        foreach (T target in data.Targets) mean += double.CreateChecked(target) / predictions.Length;
        for (int i = 0; i < predictions.Length; i++)
        {
            double target = double.CreateChecked(data.Targets[i]), error = target - double.CreateChecked(predictions[i]);
            residual += error * error;
            total += (target - mean) * (target - mean);
        }

        return 1 - (residual / total);
    }
}
