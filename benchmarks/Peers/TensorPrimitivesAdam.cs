using System.Numerics.Tensors;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>Adam as written with TensorPrimitives: one pass over memory per operation.</summary>
internal sealed class TensorPrimitivesAdam(int count, double learningRate)
{
    private readonly float[] _first = new float[count];
    private readonly float[] _second = new float[count];
    private readonly float[] _scratch = new float[count];
    private readonly float[] _update = new float[count];
    private int _step;

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _step++;
        double correction2 = Math.Sqrt(1 - Math.Pow(0.999, _step));
        float stepSize = (float)(learningRate * correction2 / (1 - Math.Pow(0.9, _step)));

        TensorPrimitives.Multiply(_first, 0.9f, _first);
        TensorPrimitives.MultiplyAdd(gradients, 0.1f, _first, _first);
        TensorPrimitives.Multiply(gradients, gradients, _scratch);
        TensorPrimitives.Multiply(_second, 0.999f, _second);
        TensorPrimitives.MultiplyAdd(_scratch, 0.001f, _second, _second);
        TensorPrimitives.Sqrt(_second, _scratch);
        TensorPrimitives.Add(_scratch, (float)(1e-8 * correction2), _scratch);
        TensorPrimitives.Divide(_first, _scratch, _update);
        TensorPrimitives.MultiplyAdd(_update, -stepSize, parameters, parameters);
    }
}
