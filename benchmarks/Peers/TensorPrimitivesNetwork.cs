using System.Numerics.Tensors;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>Inference of one sample as written with TensorPrimitives: one dot product per output.</summary>
internal sealed class TensorPrimitivesNetwork
{
    private readonly float[] _inputs;
    private readonly (float[][] Weights, float[] Biases, float[] Outputs)[] _layers;

    public TensorPrimitivesNetwork(NetworkData data, Network<float> network)
    {
        _inputs = data.Inputs[..data.Shape.Widths[0]];
        _layers = [.. network.Layout.Tensors.Chunk(2).Select(pair =>
        {
            ReadOnlySpan<float> weights = network.Parameters[pair[0].Range]; // [inputs, outputs]
            float[][] rows = new float[pair[0].Columns][]; // [outputs][inputs]
            for (int output = 0; output < rows.Length; output++)
            {
                rows[output] = new float[pair[0].Rows];
                for (int input = 0; input < pair[0].Rows; input++) rows[output][input] = weights[(input * rows.Length) + output];
            }

            return (rows, network.Parameters[pair[1].Range].ToArray(), new float[rows.Length]);
        })];
    }

    public ReadOnlySpan<float> Outputs => _layers[^1].Outputs;

    public void Infer(int calls)
    {
        for (int i = 0; i < calls; i++) Infer();
    }

    private void Infer()
    {
        ReadOnlySpan<float> inputs = _inputs;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            (float[][] weights, float[] biases, float[] outputs) = _layers[layer];
            for (int i = 0; i < outputs.Length; i++) outputs[i] = TensorPrimitives.Dot(inputs, weights[i]) + biases[i];
            if (layer < _layers.Length - 1) TensorPrimitives.Max(outputs, 0f, outputs);
            else if (outputs.Length == 1) TensorPrimitives.Sigmoid(outputs, outputs);
            else TensorPrimitives.SoftMax(outputs, outputs);
            inputs = outputs;
        }
    }
}
