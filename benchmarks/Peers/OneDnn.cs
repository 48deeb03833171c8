using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>oneDNN in this process, without GC transitions, like <see cref="OpenBlas"/>.</summary>
internal static unsafe partial class OneDnn
{
    private const string Library = "libdnnl.so.2";

    public static bool TryLoad() => NativeLibrary.TryLoad(Library, out _);

    public static void Multiply(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape)
    {
        int status = Multiply(
            (byte)'N', (byte)'N', shape.Rows, shape.Columns, shape.Inner,
            1, left.Pointer, shape.Inner, right.Pointer, shape.Columns, 0, product.Pointer, shape.Columns);
        if (status != 0) throw new InvalidOperationException($"dnnl_sgemm returned {status}.");
    }

    [LibraryImport(Library, EntryPoint = "dnnl_sgemm")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    private static partial int Multiply(
        byte transposeLeft, byte transposeRight, long rows, long columns, long inner,
        float alpha, float* left, long leftStride, float* right, long rightStride, float beta,
        float* product, long productStride);
}
