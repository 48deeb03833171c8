using System.Text;

namespace SimdOptim.Tests.Data;

/// <summary>A file points.csv in its own directory, deleted after the test.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("simdoptim-csv-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "points.csv");

    public string Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public string Write(byte[] bytes)
    {
        File.WriteAllBytes(Path, bytes);
        return Path;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
