namespace SimdOptim.Benchmarks.Limits;

/// <summary>How fast one core streams through data of a size, in bytes a nanosecond, which are GB/s.</summary>
/// <param name="Name">Where data of this size lies.</param>
/// <param name="Read">Reading alone.</param>
/// <param name="Copy"><c>a = b</c></param>
/// <param name="Triad"><c>a = b + s·c</c></param>
/// <param name="Update"><c>a = a + s·b</c></param>
internal sealed record MemoryLevel(string Name, double Read, double Copy, double Triad, double Update);
