using System.Globalization;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>The sizes of a core's caches, as reported by Linux, or common sizes.</summary>
internal static class CacheSizes
{
    private const string Directory = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>
    /// The largest size that is used. Linux in a virtual machine reports the cache of the whole processor, which it shares.
    /// </summary>
    private const long LargestShared = 32 << 20;

    /// <summary>Far larger than any cache.</summary>
    private const long Memory = 768 << 20;

    private static readonly Dictionary<string, long> _common = new() { ["L1"] = 32 << 10, ["L2"] = 1 << 20, ["L3"] = 16 << 20 };

    /// <summary>Returns the levels from the L1 cache to memory, each with the size to measure it with.</summary>
    public static IEnumerable<(string Name, long Bytes)> OfThisMachine()
    {
        foreach ((string name, long bytes) in _common) yield return (name, Math.Min(Find(name) ?? bytes, LargestShared));
        yield return ("memory", Memory);
    }

    private static long? Find(string name)
    {
        for (int index = 0; System.IO.Directory.Exists($"{Directory}/index{index}"); index++)
        {
            if (Read(index, "level") != name[1..] || Read(index, "type") == "Instruction") continue;
            return long.Parse(Read(index, "size").TrimEnd('K'), CultureInfo.InvariantCulture) << 10;
        }

        return null;
    }

    private static string Read(int index, string file) => File.ReadAllText($"{Directory}/index{index}/{file}").Trim();
}
