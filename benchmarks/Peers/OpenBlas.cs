using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>
/// OpenBLAS in this process. Calls suppress the GC transition, which would take a third of the time of a small product.
/// </summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int AsIs = 111;

    public static bool TryLoad()
    {
        if (!NativeLibrary.TryLoad(Library, out _)) return false;
        SetThreads(1);
        return true;
    }

    public static void Multiply(AlignedFloats left, AlignedFloats right, AlignedFloats product, ProductShape shape) => Multiply(
        RowMajor, AsIs, AsIs, shape.Rows, shape.Columns, shape.Inner,
        1, left.Pointer, shape.Inner, right.Pointer, shape.Columns, 0, product.Pointer, shape.Columns);

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    private static partial void Multiply(
        int order, int transposeLeft, int transposeRight, int rows, int columns, int inner,
        float alpha, float* left, int leftStride, float* right, int rightStride, float beta,
        float* product, int productStride);
}
