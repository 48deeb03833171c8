namespace SimdOptim.Benchmarks.Measuring;

/// <summary>One of those that do the same work.</summary>
internal abstract class Contestant(string name)
{
    public string Name { get; } = name;

    /// <summary>Does the work a number of times, and returns the nanoseconds that one time took.</summary>
    public abstract double Measure(int calls);
}
