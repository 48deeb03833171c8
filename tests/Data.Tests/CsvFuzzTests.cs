using System.Text;
using SimdOptim.Data;
using SimdOptim.Tests.Fuzzing;

namespace SimdOptim.Tests.Data;

/// <summary>Runs alone, because the memory of the whole process is measured.</summary>
[CollectionDefinition(nameof(CsvFuzzTests), DisableParallelization = true)]
[Collection(nameof(CsvFuzzTests))]
public sealed class CsvFuzzTests
{
    [Fact]
    public async Task Damaged_tables_are_read_or_refused()
    {
        using CsvFile place = new();
        IEnumerable<string> rows =
            Enumerable.Range(0, 40).Select(i => $"{i}.5,-{i}e-2,{(i % 2 == 0 ? "\"a \"\"b\"\"\"" : "é")}\r\n");
        byte[] file = Encoding.UTF8.GetBytes("width,\"height, in m\",kind\n" + string.Concat(rows));
        (int read, int refused) = await Fuzzer.Run(
            random => random.Next(7) switch
            {
                0 => Damage.FlipBits(file, random),
                1 => Damage.Truncate(file, random),
                2 => Damage.Extend(file, random),
                3 => Damage.MovePiece(file, random),
                4 => [.. file, .. Enumerable.Repeat((byte)",\"7\n\0"[random.Next(5)], random.Next(20_000))],
                _ => Damage.Rewrite(file, random),
            },
            bytes => Assert.InRange(CsvDataSetReader.ReadClassification<double>(place.Write(bytes)).ClassCount, 2, bytes.Length));
        Assert.InRange(read, 1, int.MaxValue);
        Assert.InRange(refused, 1, int.MaxValue);
    }
}
