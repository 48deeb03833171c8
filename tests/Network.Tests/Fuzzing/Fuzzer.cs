using System.Globalization;

namespace SimdOptim.Tests.Fuzzing;

/// <summary>
/// Feeds a reader with damaged files: it reads them or says what is wrong, and takes memory by their size alone.
/// </summary>
internal static class Fuzzer
{
    /// <summary>Set to a number, it is how many files each reader gets.</summary>
    public const string CasesVariable = "SIMDOPTIM_FUZZ_CASES";

    private const int Cases = 5000;

    // Strings, dictionaries and boxed numbers of a header are some times longer than its bytes.
    private const int BytesPerByte = 64;
    private const int BytesOfAny = 1 << 18;

    private const long MostMemory = 64 << 20;

    // Left to itself the runtime lets garbage pile up as high as the processor's cache is large.
    private const int CasesPerCollection = 50;

    // Far more than is needed: what takes so long has no end.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(30);

    /// <summary>Reads damaged files.</summary>
    /// <param name="mutate">Makes a damaged file of a stream of random numbers.</param>
    /// <param name="read">Reads it; throws nothing but <see cref="InvalidDataException"/>.</param>
    /// <returns>How many were read, and how many refused.</returns>
    public static async Task<(int Read, int Refused)> Run(Func<Random, byte[]> mutate, Action<byte[]> read)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable(CasesVariable), CultureInfo.InvariantCulture, out int wanted) ? wanted : Cases;
        int refused = 0;
        GC.Collect();
        long start = Environment.WorkingSet, peak = start;
        await Task.Run(() =>
        {
            for (int seed = 0; seed < count; seed++)
            {
                refused += IsRefused(mutate(new Random(seed)), read, seed) ? 1 : 0;
                if (seed % CasesPerCollection != 0) continue;
                peak = Math.Max(peak, Environment.WorkingSet);
                GC.Collect(0);
            }
        }).WaitAsync(_patience);
        Assert.InRange(peak - start, 0, MostMemory);
        return (count - refused, refused);
    }

    private static bool IsRefused(byte[] file, Action<byte[]> read, int seed)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = Record.Exception(() => read(file));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= BytesOfAny + ((long)BytesPerByte * file.Length), $"case {seed}: {allocated} bytes for a file of {file.Length}");
        if (thrown is null) return false;
        Assert.True(thrown is InvalidDataException, $"case {seed}: {thrown}");
        Assert.DoesNotContain(thrown.Message, char.IsControl);
        Assert.InRange(thrown.Message.Length, 1, 1000);
        return true;
    }
}
