using System.Runtime.InteropServices;

namespace SimdOptim.Losses;

/// <summary>
/// A loss of quantities: the mean, over the batch and over the outputs, of a function of <c>r = output - target</c>.
/// </summary>
/// <remarks>
/// Targets are <c>[batch, outputs]</c>. Data of two classes are quantities as well, 0 and 1: then an output above one half stands
/// for class 1. No output layer is fused with it.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class RegressionLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected RegressionLoss()
    {
    }

    /// <summary>Gets the name in messages.</summary>
    private protected abstract string Name { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal sealed override int CountTargets(int outputCount) => outputCount;

    /// <summary>
    /// Counts the samples whose outputs are all on the same side of one half as their targets, which are 0 or 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount)
    {
        T half = T.CreateChecked(0.5);
        int correct = 0;
        for (int start = 0; start < outputs.Length; start += outputCount)
        {
            int right = 0;
            for (int i = start; i < start + outputCount; i++)
            {
                if (targets[i] > half ? outputs[i] > half : outputs[i] <= half) right++;
            }

            if (right == outputCount) correct++;
        }

        return correct;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Validate(int outputCount, int classCount, int targetCount)
    {
        if (classCount > 2 || outputCount != targetCount)
        {
            throw new ArgumentException(
                $"{Name} requires a network with one output for each target, and data of quantities or 2 classes; "
                + $"there are {outputCount} outputs, {targetCount} targets and {classCount} classes.",
                "loss");
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (T.IsFinite(targets[i])) continue;
            throw new ArgumentException(
                $"targets must be finite; sample {i / outputCount}, column {i % outputCount} is {targets[i]}.", nameof(targets));
        }
    }

    /// <summary>Evaluates the mean of a function of the residuals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static double Evaluate<TLoss>(
        TLoss loss, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradients)
        where TLoss : struct, IResidualLoss<T>
    {
        // The losses stand in the place of the gradients until they are summed.
        ElementwiseLoop.Run<T, LossKernel<TLoss>>(new LossKernel<TLoss>(loss, outputs, targets, gradients), outputs.Length);
        double cost = double.CreateChecked(Reductions.Sum<T>(gradients));
        ElementwiseLoop.Run<T, GradientKernel<TLoss>>(
            new GradientKernel<TLoss>(loss, outputs, targets, gradients), outputs.Length);
        return cost;
    }

    /// <summary><c>loss(output - target)/n</c>, n the number of outputs of the whole batch</summary>
    private readonly ref struct LossKernel<TLoss>(TLoss loss, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses)
        : IElementwiseKernel<T>
        where TLoss : struct, IResidualLoss<T>
    {
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly ref T _targets = ref MemoryMarshal.GetReference(targets);
        private readonly ref T _losses = ref MemoryMarshal.GetReference(losses);
        private readonly double _weight = 1.0 / outputs.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector residual = TVector.Load(in _outputs, index) - TVector.Load(in _targets, index);
            loss.Loss(residual, TVector.Constant(_weight)).Store(ref _losses, index);
        }
    }

    /// <summary><c>loss′(output - target)/n</c></summary>
    private readonly ref struct GradientKernel<TLoss>(
        TLoss loss, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> gradients) : IElementwiseKernel<T>
        where TLoss : struct, IResidualLoss<T>
    {
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly ref T _targets = ref MemoryMarshal.GetReference(targets);
        private readonly ref T _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly double _count = outputs.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector residual = TVector.Load(in _outputs, index) - TVector.Load(in _targets, index);
            (loss.Slope(residual) / TVector.Constant(_count)).Store(ref _gradients, index);
        }
    }
}
