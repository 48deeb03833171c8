using System.Runtime.InteropServices;
using SimdOptim.Activations;
using SimdOptim.Layers;

namespace SimdOptim.Losses;

/// <summary>
/// The cross-entropy of two classes from a logit z: <c>-y·ln σ(z) - (1-y)·ln(1-σ(z)) = max(z, 0) - z·y + ln(1 + e^-|z|)</c>, with
/// derivative <c>σ(z) - y</c>.
/// </summary>
/// <remarks>
/// Finite for every finite logit, where the definition is infinite as soon as σ(z) rounds to 0 or 1. A network that ends in
/// <see cref="Sigmoid"/> is fused with it; any other network's outputs are taken as logits. A target y is a class, 0 or 1, or
/// a probability between. Labels can be smoothed: then y is <c>y·(1-a) + a/2</c>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BinaryCrossEntropy<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the loss.</summary>
    /// <param name="labelSmoothing">a in [0, 1), the share of each target that is spread over both classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelSmoothing"/> is outside its range.</exception>
    public BinaryCrossEntropy(double labelSmoothing = 0) => LabelSmoothing = Throw.IfOutsideUnitInterval(labelSmoothing);

    /// <summary>Gets the share of each target that is spread over both classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("BinaryCrossEntropy") { { "labelSmoothing", LabelSmoothing } };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override bool Fuses(Layer<T> output) => output is Activation<T, Sigmoid>;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        // The losses stand in the place of the gradients until they are summed; each is divided first, so that the sum does not overflow.
        ElementwiseLoop.Run<T, LossKernel>(new LossKernel(outputs, targets, gradients, LabelSmoothing), outputs.Length);
        double cost = double.CreateChecked(Reductions.Sum<T>(gradients));
        ElementwiseLoop.Run<T, GradientKernel>(new GradientKernel(outputs, targets, gradients, LabelSmoothing), outputs.Length);
        return cost;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount)
    {
        int correct = 0;
        for (int sample = 0; sample < outputs.Length; sample++)
        {
            if (targets[sample] > T.Zero ? outputs[sample] > T.Zero : outputs[sample] <= T.Zero) correct++;
        }

        return correct;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Validate(int outputCount, int classCount, int targetCount)
    {
        if (outputCount != 1 || classCount != 2)
        {
            throw new ArgumentException(
                $"Binary cross-entropy requires a network with 1 output and data of 2 classes; there are {outputCount} and {classCount}.",
                "loss");
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        Validate(outputCount, classCount: 2, targetCount: 1);
        for (int sample = 0; sample < targets.Length; sample++)
        {
            if (targets[sample] >= T.Zero && targets[sample] <= T.One) continue;
            throw new ArgumentException(
                $"targets must be in [0, 1]; that of sample {sample} is {targets[sample]}.", nameof(targets));
        }
    }

    /// <summary><c>y·(1-a) + a/2</c>; y itself if a is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Smooth<TVector>(TVector y, double smoothing)
        where TVector : struct, ISimdVector<TVector, T> => ((1 - smoothing) * y) + (smoothing / 2);

    /// <summary><c>(max(z, 0) - z·y + ln(1 + e^-|z|))/batch</c></summary>
    private readonly ref struct LossKernel(ReadOnlySpan<T> logits, ReadOnlySpan<T> targets, Span<T> losses, double smoothing)
        : IElementwiseKernel<T>
    {
        private readonly ref T _logits = ref MemoryMarshal.GetReference(logits);
        private readonly ref T _targets = ref MemoryMarshal.GetReference(targets);
        private readonly ref T _losses = ref MemoryMarshal.GetReference(losses);
        private readonly double _batch = logits.Length;
        private readonly double _smoothing = smoothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector z = TVector.Load(in _logits, index);
            TVector y = Smooth(TVector.Load(in _targets, index), _smoothing);
            TVector zero = TVector.Constant(0);
            TVector linear = TVector.SelectGreater(zero, z, zero, z) - (z * y);
            TVector loss = linear + Elementary.Log1pExpNegAbs<TVector, T>(z);
            (loss / TVector.Constant(_batch)).Store(ref _losses, index);
        }
    }

    /// <summary><c>(σ(z) - y)/batch</c></summary>
    private readonly ref struct GradientKernel(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> targets, Span<T> gradients, double smoothing) : IElementwiseKernel<T>
    {
        private readonly ref T _logits = ref MemoryMarshal.GetReference(logits);
        private readonly ref T _targets = ref MemoryMarshal.GetReference(targets);
        private readonly ref T _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly double _batch = logits.Length;
        private readonly double _smoothing = smoothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector y = Smooth(TVector.Load(in _targets, index), _smoothing);
            TVector difference = Elementary.Sigmoid<TVector, T>(TVector.Load(in _logits, index)) - y;
            (difference / TVector.Constant(_batch)).Store(ref _gradients, index);
        }
    }
}
