using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// Adam written by hand for one purpose: one loop over <see cref="Vector512{T}"/> where it is accelerated, otherwise over
/// <see cref="Vector256{T}"/>, with constants in registers. The library is measured against it.
/// </summary>
public sealed class HandWrittenAdam(int count, float learningRate, float limit = 0, float decay = 0)
{
    private readonly float[] _first = new float[count];
    private readonly float[] _second = new float[count];
    private double _power1 = 1;
    private double _power2 = 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepAdam(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        (float stepSize, float epsilon) = BeginStep();
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetArrayDataReference(_first);
        ref float s = ref MemoryMarshal.GetArrayDataReference(_second);
        nuint length = (nuint)parameters.Length;
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> beta1 = Vector512.Create(0.9f), rest1 = Vector512.Create(0.1f);
            Vector512<float> beta2 = Vector512.Create(0.999f), rest2 = Vector512.Create(0.001f);
            Vector512<float> step = Vector512.Create(stepSize), eps = Vector512.Create(epsilon);
            for (; i + 16 <= length; i += 16)
            {
                Vector512<float> gradient = Vector512.LoadUnsafe(ref g, i);
                Vector512<float> first = (beta1 * Vector512.LoadUnsafe(ref m, i)) + (rest1 * gradient);
                Vector512<float> second = (beta2 * Vector512.LoadUnsafe(ref s, i)) + (rest2 * gradient * gradient);
                first.StoreUnsafe(ref m, i);
                second.StoreUnsafe(ref s, i);
                (Vector512.LoadUnsafe(ref p, i) - (step * first / (Vector512.Sqrt(second) + eps))).StoreUnsafe(ref p, i);
            }
        }
        else
        {
            Vector256<float> beta1 = Vector256.Create(0.9f), rest1 = Vector256.Create(0.1f);
            Vector256<float> beta2 = Vector256.Create(0.999f), rest2 = Vector256.Create(0.001f);
            Vector256<float> step = Vector256.Create(stepSize), eps = Vector256.Create(epsilon);
            for (; i + 8 <= length; i += 8)
            {
                Vector256<float> gradient = Vector256.LoadUnsafe(ref g, i);
                Vector256<float> first = (beta1 * Vector256.LoadUnsafe(ref m, i)) + (rest1 * gradient);
                Vector256<float> second = (beta2 * Vector256.LoadUnsafe(ref s, i)) + (rest2 * gradient * gradient);
                first.StoreUnsafe(ref m, i);
                second.StoreUnsafe(ref s, i);
                (Vector256.LoadUnsafe(ref p, i) - (step * first / (Vector256.Sqrt(second) + eps))).StoreUnsafe(ref p, i);
            }
        }

        for (; i < length; i++)
        {
            float gradient = Unsafe.Add(ref g, i);
            float first = Unsafe.Add(ref m, i) = (0.9f * Unsafe.Add(ref m, i)) + (0.1f * gradient);
            float second = Unsafe.Add(ref s, i) = (0.999f * Unsafe.Add(ref s, i)) + (0.001f * gradient * gradient);
            Unsafe.Add(ref p, i) -= stepSize * first / (MathF.Sqrt(second) + epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepChain(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        (float stepSize, float epsilon) = BeginStep();
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetArrayDataReference(_first);
        ref float s = ref MemoryMarshal.GetArrayDataReference(_second);
        nuint length = (nuint)parameters.Length;
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> beta1 = Vector512.Create(0.9f), rest1 = Vector512.Create(0.1f);
            Vector512<float> beta2 = Vector512.Create(0.999f), rest2 = Vector512.Create(0.001f);
            Vector512<float> step = Vector512.Create(stepSize), eps = Vector512.Create(epsilon);
            Vector512<float> high = Vector512.Create(limit), low = -high, shrink = Vector512.Create(learningRate * decay);
            for (; i + 16 <= length; i += 16)
            {
                Vector512<float> parameter = Vector512.LoadUnsafe(ref p, i);
                Vector512<float> gradient = Vector512.LoadUnsafe(ref g, i);
                gradient = Vector512.MinNative(high, Vector512.MaxNative(low, gradient));
                Vector512<float> first = (beta1 * Vector512.LoadUnsafe(ref m, i)) + (rest1 * gradient);
                Vector512<float> second = (beta2 * Vector512.LoadUnsafe(ref s, i)) + (rest2 * gradient * gradient);
                first.StoreUnsafe(ref m, i);
                second.StoreUnsafe(ref s, i);
                Vector512<float> update = (step * first / (Vector512.Sqrt(second) + eps)) + (shrink * parameter);
                (parameter - update).StoreUnsafe(ref p, i);
            }
        }
        else
        {
            Vector256<float> beta1 = Vector256.Create(0.9f), rest1 = Vector256.Create(0.1f);
            Vector256<float> beta2 = Vector256.Create(0.999f), rest2 = Vector256.Create(0.001f);
            Vector256<float> step = Vector256.Create(stepSize), eps = Vector256.Create(epsilon);
            Vector256<float> high = Vector256.Create(limit), low = -high, shrink = Vector256.Create(learningRate * decay);
            for (; i + 8 <= length; i += 8)
            {
                Vector256<float> parameter = Vector256.LoadUnsafe(ref p, i);
                Vector256<float> gradient = Vector256.LoadUnsafe(ref g, i);
                gradient = Vector256.MinNative(high, Vector256.MaxNative(low, gradient));
                Vector256<float> first = (beta1 * Vector256.LoadUnsafe(ref m, i)) + (rest1 * gradient);
                Vector256<float> second = (beta2 * Vector256.LoadUnsafe(ref s, i)) + (rest2 * gradient * gradient);
                first.StoreUnsafe(ref m, i);
                second.StoreUnsafe(ref s, i);
                Vector256<float> update = (step * first / (Vector256.Sqrt(second) + eps)) + (shrink * parameter);
                (parameter - update).StoreUnsafe(ref p, i);
            }
        }

        for (; i < length; i++)
        {
            float gradient = Math.Clamp(Unsafe.Add(ref g, i), -limit, limit);
            float first = Unsafe.Add(ref m, i) = (0.9f * Unsafe.Add(ref m, i)) + (0.1f * gradient);
            float second = Unsafe.Add(ref s, i) = (0.999f * Unsafe.Add(ref s, i)) + (0.001f * gradient * gradient);
            float update = (stepSize * first / (MathF.Sqrt(second) + epsilon)) + (learningRate * decay * Unsafe.Add(ref p, i));
            Unsafe.Add(ref p, i) -= update;
        }
    }

    private (float StepSize, float Epsilon) BeginStep()
    {
        _power1 *= 0.9;
        _power2 *= 0.999;
        double correction2 = Math.Sqrt(1 - _power2);
        return ((float)(learningRate * correction2 / (1 - _power1)), (float)(1e-8 * correction2));
    }
}
