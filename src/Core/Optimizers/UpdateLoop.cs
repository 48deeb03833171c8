using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>Runs a rule over parameters, gradients and state.</summary>
internal static class UpdateLoop
{
    /// <summary>
    /// Updates parameters[start .. end] with the widest registers, then the rest with narrower ones. The width does not change
    /// the bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRule>(
        ref TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> state, int start, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule
    {
        // A call without a vector to update would still load the scalars of the rule, which takes as long as a few vectors.
        nuint index = (nuint)start, last = (nuint)end;
        if (Vector512.IsHardwareAccelerated && last - index >= (nuint)WideVector<T>.Count)
            index = Advance<T, TRule, WideVector<T>>(in rule, parameters, gradients, state, index, last);
        if (last - index >= (nuint)VariableVector<T>.Count)
            index = Advance<T, TRule, VariableVector<T>>(in rule, parameters, gradients, state, index, last);
        if (index < last) Advance<T, TRule, ScalarVector<T>>(in rule, parameters, gradients, state, index, last);
    }

    /// <summary>Updates the whole vectors in [index, end) and returns the index after them.</summary>
    /// <remarks>
    /// The rule is copied here: its scalars are then locals that no store can change, and stay in registers. A caller's copy would
    /// wait for the scalars that were just written one by one. The method is not inlined: in a large caller the compiler's inlining
    /// budget runs out, and the operations of the formula become calls.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nuint Advance<T, TRule, TVector>(
        ref readonly TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> state, nuint index, nuint end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule
        where TVector : struct, ISimdVector<TVector, T>
    {
        TRule own = rule;
        ref T parameter = ref MemoryMarshal.GetReference(parameters);
        ref T gradient = ref MemoryMarshal.GetReference(gradients);
        ref T slot = ref MemoryMarshal.GetReference(state);
        nuint stride = (nuint)parameters.Length;
        ref T extra = ref Unsafe.Add(ref slot, (nuint)TRule.SlotCount * stride);
        nuint width = (nuint)TVector.Count;
        if (index + width > end) return index;

        // The condition is at the bottom: only then does the compiler hoist the broadcasts of the rule's scalars out of the loop.
        nuint last = end - width;
        do
        {
            TVector before = TVector.Load(in parameter, index);
            TVector update = own.Apply(before, TVector.Load(in gradient, index), new Slots<T>(ref slot, ref extra, index, stride));
            (before + update).Store(ref parameter, index);
            index += width;
        }
        while (index <= last);

        return index;
    }

    /// <summary>Computes the parameters for evaluation, with the register widths of <see cref="Run"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate<T, TRule>(ref TRule rule, ReadOnlySpan<T> parameters, Span<T> state, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule
    {
        nuint index = 0;
        if (Vector512.IsHardwareAccelerated)
            index = Evaluate<T, TRule, WideVector<T>>(ref rule, parameters, state, destination, index);
        index = Evaluate<T, TRule, VariableVector<T>>(ref rule, parameters, state, destination, index);
        Evaluate<T, TRule, ScalarVector<T>>(ref rule, parameters, state, destination, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Evaluate<T, TRule, TVector>(
        ref TRule rule, ReadOnlySpan<T> parameters, Span<T> state, Span<T> destination, nuint index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule
        where TVector : struct, ISimdVector<TVector, T>
    {
        ref T source = ref MemoryMarshal.GetReference(parameters);
        ref T slot = ref MemoryMarshal.GetReference(state);
        nuint stride = (nuint)parameters.Length;
        ref T extra = ref Unsafe.Add(ref slot, (nuint)TRule.SlotCount * stride);
        for (; index + (nuint)TVector.Count <= stride; index += (nuint)TVector.Count)
        {
            rule.GetEvaluationParameters(TVector.Load(in source, index), new Slots<T>(ref slot, ref extra, index, stride))
                .Store(ref MemoryMarshal.GetReference(destination), index);
        }

        return index;
    }
}
