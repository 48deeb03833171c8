using System.Runtime.InteropServices;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>The name of the processor, as reported by Linux, or else its architecture.</summary>
internal static class Processor
{
    private const string Information = "/proc/cpuinfo";

    public static string Name { get; } = Find() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? Find() => !File.Exists(Information)
        ? null
        : File.ReadLines(Information)
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
}
