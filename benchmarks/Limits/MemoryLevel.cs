namespace SimdOptim.Benchmarks.Limits;

/// <summary>How fast one core streams through data of a size, in bytes a nanosecond, which are GB/s.</summary>
/// <param name="Name">Where data of this size lies.</param>
/// <param name="Capacity">The bytes that lie there.</param>
/// <param name="Read">Reading alone.</param>
/// <param name="Copy">A read and a write: both counted.</param>
/// <param name="Triad"><c>a = b + s·c</c>: two reads and a write.</param>
internal sealed record MemoryLevel(string Name, double Capacity, double Read, double Copy, double Triad);
