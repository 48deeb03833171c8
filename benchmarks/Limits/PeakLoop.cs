using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>
/// A loop that uses registers only: twelve independent chains of fused multiply-adds on the widest vectors.
/// </summary>
internal sealed class PeakLoop
{
    private const int Chains = 12;
    private const int Repeats = 1_000;
    private float _sink;

    public static double OperationsPerCall =>
        2.0 * Chains * Repeats * (RegisterWidth.IsWide ? WideVector<float>.Count : VariableVector<float>.Count);

    public void Run(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _sink = RegisterWidth.IsWide ? Run<WideVector<float>>(0.5f) : Run<VariableVector<float>>(0.5f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run<TVector>(float factor)
        where TVector : struct, ISimdVector<TVector, float>
    {
        TVector f = TVector.Create(factor);
        TVector s0 = f, s1 = f, s2 = f, s3 = f, s4 = f, s5 = f, s6 = f, s7 = f, s8 = f, s9 = f, s10 = f, s11 = f;
        for (int i = 0; i < Repeats; i++)
        {
            s0 = TVector.FusedMultiplyAdd(s0, f, f);
            s1 = TVector.FusedMultiplyAdd(s1, f, f);
            s2 = TVector.FusedMultiplyAdd(s2, f, f);
            s3 = TVector.FusedMultiplyAdd(s3, f, f);
            s4 = TVector.FusedMultiplyAdd(s4, f, f);
            s5 = TVector.FusedMultiplyAdd(s5, f, f);
            s6 = TVector.FusedMultiplyAdd(s6, f, f);
            s7 = TVector.FusedMultiplyAdd(s7, f, f);
            s8 = TVector.FusedMultiplyAdd(s8, f, f);
            s9 = TVector.FusedMultiplyAdd(s9, f, f);
            s10 = TVector.FusedMultiplyAdd(s10, f, f);
            s11 = TVector.FusedMultiplyAdd(s11, f, f);
        }

        TVector sum = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
        Span<float> lanes = stackalloc float[TVector.Count];
        sum.Store(ref lanes[0], 0);
        return lanes[0];
    }
}
