using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Repeats a piece of work until it is interrupted, so that a profiler can be attached.</summary>
internal static class ProfileLoop
{
    private const int Calls = 1_000;

    /// <param name="output">The writer that receives the process ID.</param>
    /// <param name="words">
    /// Words in the name of the work, where <c>x</c> stands for <c>×</c>. If empty, the first work is run.
    /// </param>
    /// <exception cref="ArgumentException">No work has such a name. The message lists all names.</exception>
    public static void Run(TextWriter output, IReadOnlyList<string> words)
    {
        string[] wanted = [.. words.Select(word => char.IsAsciiDigit(word[0]) ? word.Replace('x', '×') : word)];
        Work[] works = [.. WorkList.Tables.SelectMany(table => table)];
        Work work = works.FirstOrDefault(
                work => wanted.All(word => work.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            ?? throw new ArgumentException(
                $"there is no work named {string.Join(' ', words)}; there are: {string.Join("; ", works.Select(work => work.Name))}");
        InProcess ours = (InProcess)work.CreateContestants(PeerSet.None)[0];
        output.WriteLine($"process {Environment.ProcessId}: {work.Name}, until Ctrl+C");
        output.WriteLine($"perf record -g -p {Environment.ProcessId}  (start this with DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0)");
        output.WriteLine($"dotnet-trace collect -p {Environment.ProcessId}");
        output.Flush();
        while (true) ours.Run(Calls);
    }
}
