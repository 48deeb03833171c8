using System.Runtime.CompilerServices;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Simd;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>Loops that do little but move memory, as in McCalpin's STREAM, each over the same number of bytes in all.</summary>
internal sealed class StreamLoops
{
    private const int Unrolled = 4;
    private readonly int _count; // of the array that is read; copy and triad share it out
    private readonly AlignedFloats _memory;
    private float _sink;

    public StreamLoops(long bytes)
    {
        int block = Unrolled * VectorCount * 6; // a half and a third of it are whole vectors too
        _count = Math.Max(1, (int)(bytes / sizeof(float) / block)) * block;
        _memory = new AlignedFloats(_count);
        _memory.Span.Fill(1);
    }

    public double ReadBytes => sizeof(float) * (double)_count;

    public double CopyBytes => ReadBytes;

    public double TriadBytes => ReadBytes;

    private static int VectorCount => RegisterWidth.IsWide ? WideVector<float>.Count : VariableVector<float>.Count;

    public void Read(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _sink = RegisterWidth.IsWide ? Read<WideVector<float>>(_memory.Span) : Read<VariableVector<float>>(_memory.Span);
        }
    }

    public void Copy(int calls)
    {
        int half = _count / 2;
        for (int i = 0; i < calls; i++)
        {
            if (RegisterWidth.IsWide) Copy<WideVector<float>>(_memory.Span[..half], _memory.Span[half..]);
            else Copy<VariableVector<float>>(_memory.Span[..half], _memory.Span[half..]);
        }
    }

    public void Triad(int calls)
    {
        int third = _count / 3;
        for (int i = 0; i < calls; i++)
        {
            Span<float> a = _memory.Span[..third], b = _memory.Span.Slice(third, third), c = _memory.Span[(2 * third)..];
            if (RegisterWidth.IsWide) Triad<WideVector<float>>(a, b, c);
            else Triad<VariableVector<float>>(a, b, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read<TVector>(ReadOnlySpan<float> source)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref readonly float start = ref source[0];
        nuint width = (nuint)TVector.Count, length = (nuint)source.Length;
        TVector s0 = TVector.Constant(0), s1 = s0, s2 = s0, s3 = s0;
        for (nuint i = 0; i < length; i += Unrolled * width)
        {
            s0 = TVector.Max(s0, TVector.Load(in start, i));
            s1 = TVector.Max(s1, TVector.Load(in start, i + width));
            s2 = TVector.Max(s2, TVector.Load(in start, i + (2 * width)));
            s3 = TVector.Max(s3, TVector.Load(in start, i + (3 * width)));
        }

        Span<float> lanes = stackalloc float[TVector.Count];
        (s0 + s1 + s2 + s3).Store(ref lanes[0], 0);
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy<TVector>(ReadOnlySpan<float> source, Span<float> destination)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref readonly float from = ref source[0];
        ref float to = ref destination[0];
        nuint width = (nuint)TVector.Count, length = (nuint)source.Length;
        for (nuint i = 0; i < length; i += 2 * width)
        {
            TVector.Load(in from, i).Store(ref to, i);
            TVector.Load(in from, i + width).Store(ref to, i + width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Triad<TVector>(Span<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref float target = ref a[0];
        ref readonly float left = ref b[0];
        ref readonly float right = ref c[0];
        TVector scale = TVector.Constant(0.5);
        nuint width = (nuint)TVector.Count, length = (nuint)a.Length;
        for (nuint i = 0; i < length; i += 2 * width)
        {
            TVector.FusedMultiplyAdd(scale, TVector.Load(in right, i), TVector.Load(in left, i)).Store(ref target, i);
            TVector.FusedMultiplyAdd(scale, TVector.Load(in right, i + width), TVector.Load(in left, i + width))
                .Store(ref target, i + width);
        }
    }
}
