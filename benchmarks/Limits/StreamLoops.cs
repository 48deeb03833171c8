using System.Runtime.CompilerServices;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Simd;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>
/// Loops that are bound by memory, as in McCalpin's STREAM. Each loop covers the same bytes with its loads and stores.
/// </summary>
internal sealed class StreamLoops
{
    private const int Unrolled = 8;
    private readonly AlignedFloats _memory;
    private float _sink;

    public StreamLoops(double bytes)
    {
        int block = Unrolled * VectorCount * 6; // so that a half and a third are whole vectors too
        _memory = new AlignedFloats(Math.Max(1, (int)(bytes / sizeof(float) / block)) * block);
        _memory.Span.Fill(1);
    }

    /// <summary>Gets the bytes of memory. Each loop except <see cref="Update"/> moves each byte once.</summary>
    public double Bytes => sizeof(float) * (double)_memory.Count;

    /// <summary>Gets the bytes that an update moves: all memory is loaded, and half of it is stored.</summary>
    public double UpdateBytes => 1.5 * Bytes;

    private static int VectorCount => RegisterWidth.IsWide ? WideVector<float>.Count : VariableVector<float>.Count;

    /// <summary>Reads only.</summary>
    public void Read(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _sink = RegisterWidth.IsWide ? Read<WideVector<float>>(_memory.Span) : Read<VariableVector<float>>(_memory.Span);
        }
    }

    /// <summary><c>a = b</c></summary>
    public void Copy(int calls)
    {
        int half = _memory.Count / 2;
        Span<float> a = _memory.Span[..half], b = _memory.Span[half..];
        for (int i = 0; i < calls; i++)
        {
            if (RegisterWidth.IsWide) Copy<WideVector<float>>(a, b);
            else Copy<VariableVector<float>>(a, b);
        }
    }

    /// <summary><c>a = b + s·c</c></summary>
    public void Triad(int calls)
    {
        int third = _memory.Count / 3;
        Span<float> a = _memory.Span[..third], b = _memory.Span.Slice(third, third), c = _memory.Span[(2 * third)..];
        for (int i = 0; i < calls; i++)
        {
            if (RegisterWidth.IsWide) Triad<WideVector<float>>(a, b, c);
            else Triad<VariableVector<float>>(a, b, c);
        }
    }

    /// <summary><c>a = a + s·b</c>: unlike a triad, it stores only to memory that it has loaded, as an optimizer does.</summary>
    public void Update(int calls)
    {
        int half = _memory.Count / 2;
        Span<float> a = _memory.Span[..half], b = _memory.Span[half..];
        for (int i = 0; i < calls; i++)
        {
            if (RegisterWidth.IsWide) Triad<WideVector<float>>(a, a, b);
            else Triad<VariableVector<float>>(a, a, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read<TVector>(ReadOnlySpan<float> source)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref readonly float start = ref source[0];
        nuint width = (nuint)TVector.Count, length = (nuint)source.Length;
        TVector s0 = TVector.Constant(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (nuint i = 0; i < length; i += Unrolled * width)
        {
            s0 += TVector.Load(in start, i);
            s1 += TVector.Load(in start, i + width);
            s2 += TVector.Load(in start, i + (2 * width));
            s3 += TVector.Load(in start, i + (3 * width));
            s4 += TVector.Load(in start, i + (4 * width));
            s5 += TVector.Load(in start, i + (5 * width));
            s6 += TVector.Load(in start, i + (6 * width));
            s7 += TVector.Load(in start, i + (7 * width));
        }

        Span<float> lanes = stackalloc float[TVector.Count];
        (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7).Store(ref lanes[0], 0);
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy<TVector>(Span<float> a, ReadOnlySpan<float> b)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref float target = ref a[0];
        ref readonly float source = ref b[0];
        nuint width = (nuint)TVector.Count, length = (nuint)a.Length;
        for (nuint i = 0; i < length; i += 2 * width)
        {
            TVector.Load(in source, i).Store(ref target, i);
            TVector.Load(in source, i + width).Store(ref target, i + width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Triad<TVector>(Span<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref float target = ref a[0];
        ref readonly float left = ref b[0];
        ref readonly float right = ref c[0];
        TVector scale = TVector.Constant(1e-9); // small, so that repeated updates do not overflow
        nuint width = (nuint)TVector.Count, length = (nuint)a.Length;
        for (nuint i = 0; i < length; i += 2 * width)
        {
            TVector.FusedMultiplyAdd(scale, TVector.Load(in right, i), TVector.Load(in left, i)).Store(ref target, i);
            TVector.FusedMultiplyAdd(scale, TVector.Load(in right, i + width), TVector.Load(in left, i + width))
                .Store(ref target, i + width);
        }
    }
}
