namespace SimdOptim.Benchmarks.Suites.Columns;

/// <summary>The bytes that a step loads and stores for each parameter, from which the column GB/s is reckoned.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BytesPerParameterAttribute(int bytes) : Attribute
{
    public int Bytes => bytes;
}
