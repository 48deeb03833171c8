namespace SimdOptim.Tests.Gradients;

/// <summary>
/// The 4-5-3-1 network of deeplearning.ai's notebook, with ReLU, ReLU, sigmoid and cross-entropy. It is written out here so that
/// the test of the gradient check does not depend on the library's layers. Its columns are samples.
/// </summary>
internal sealed class SmallNetwork(double[] x, double[] y)
{
    private static readonly int[] _sizes = [4, 5, 3, 1];

    private int Samples => y.Length;

    public double Cost(ReadOnlySpan<double> parameters)
    {
        double[] output = Forward(parameters)[^1];
        double sum = 0;
        for (int j = 0; j < Samples; j++) sum += (-Math.Log(output[j]) * y[j]) + (-Math.Log(1 - output[j]) * (1 - y[j]));
        return sum / Samples;
    }

    /// <summary>Returns the gradient, with factors for the two errors of the notebook: 2 on dW2 and 4 on db1.</summary>
    public double[] Gradients(ReadOnlySpan<double> parameters, double weight2Factor = 1, double bias1Factor = 1)
    {
        double[][] activations = Forward(parameters);
        double[] gradients = new double[parameters.Length];
        double[] delta = new double[Samples];
        for (int j = 0; j < Samples; j++) delta[j] = activations[3][j] - y[j];
        for (int layer = 3; layer >= 1; layer--)
        {
            (int inputs, int outputs, int weight, int bias) = Layout(layer);
            double[] input = activations[layer - 1], before = new double[inputs * Samples];
            for (int o = 0; o < outputs; o++)
            {
                for (int j = 0; j < Samples; j++)
                {
                    double d = delta[(o * Samples) + j];
                    gradients[bias + o] += (layer == 1 ? bias1Factor : 1) * d / Samples;
                    for (int i = 0; i < inputs; i++)
                    {
                        (int w, int a) = (weight + (o * inputs) + i, (i * Samples) + j);
                        gradients[w] += (layer == 2 ? weight2Factor : 1) * d * input[a] / Samples;
                        if (input[a] > 0) before[a] += parameters[w] * d;
                    }
                }
            }

            delta = before;
        }

        return gradients;
    }

    private double[][] Forward(ReadOnlySpan<double> parameters)
    {
        double[][] activations = new double[4][];
        activations[0] = x;
        for (int layer = 1; layer <= 3; layer++)
        {
            (int inputs, int outputs, int weight, int bias) = Layout(layer);
            activations[layer] = new double[outputs * Samples];
            for (int o = 0; o < outputs; o++)
            {
                for (int j = 0; j < Samples; j++)
                {
                    double z = 0;
                    for (int i = 0; i < inputs; i++)
                        z += parameters[weight + (o * inputs) + i] * activations[layer - 1][(i * Samples) + j];
                    z += parameters[bias + o];
                    activations[layer][(o * Samples) + j] = layer < 3 ? Math.Max(0, z) : 1 / (1 + Math.Exp(-z));
                }
            }
        }

        return activations;
    }

    private static (int Inputs, int Outputs, int Weight, int Bias) Layout(int layer)
    {
        int offset = 0;
        for (int before = 1; before < layer; before++) offset += (_sizes[before - 1] + 1) * _sizes[before];
        return (_sizes[layer - 1], _sizes[layer], offset, offset + (_sizes[layer - 1] * _sizes[layer]));
    }
}
