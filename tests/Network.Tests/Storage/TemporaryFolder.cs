namespace SimdOptim.Tests.Storage;

/// <summary>A directory of its own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("simdoptim-storage-");

    public string Path => _directory.FullName;

    public string File => this["network.safetensors"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        return File;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
