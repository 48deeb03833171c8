namespace SimdOptim.Simd.Matrices;

/// <summary>A register of 128-bit lanes, each of which holds a piece of another row, and what turns rows into columns.</summary>
/// <typeparam name="TSelf">The register itself.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe interface IInterleaved<TSelf, T>
    where TSelf : struct, IInterleaved<TSelf, T>
    where T : unmanaged
{
    /// <summary>Gets the number of lanes, a constant to the compiler; 0 if the processor has no such register.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads the first lane from <paramref name="source"/>, and each further lane one stride later.</summary>
    static abstract TSelf Load(T* source, nint stride);

    /// <summary>Writes all lanes, one after another.</summary>
    void Store(T* destination);

    /// <summary>Returns, lane by lane, the first halves of two registers, element by element in turn.</summary>
    static abstract TSelf Low(TSelf left, TSelf right);

    /// <summary>Returns, lane by lane, the second halves of two registers, element by element in turn.</summary>
    static abstract TSelf High(TSelf left, TSelf right);
}
