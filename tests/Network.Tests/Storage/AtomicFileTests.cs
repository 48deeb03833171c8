using SimdOptim.Storage;

namespace SimdOptim.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        File.WriteAllText(_folder.File, "before");
        File.CreateSymbolicLink(_folder["inner"], _folder.File);
        File.CreateSymbolicLink(_folder["link"], _folder["inner"]);
        AtomicFile.Write(_folder["link"], stream => stream.WriteByte(65));
        Assert.Equal("A", File.ReadAllText(_folder.File));
        Assert.Equal(_folder["inner"], new FileInfo(_folder["link"]).LinkTarget);

        File.CreateSymbolicLink(_folder["new"], _folder["later"]);
        AtomicFile.Write(_folder["new"], stream => stream.WriteByte(66));
        Assert.Equal("B", File.ReadAllText(_folder["later"]));
    }

    [Fact]
    public async Task A_pipe_is_refused_and_an_empty_file_is_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in the file system.");
        await Wait.Run("mkfifo", _folder["pipe"]);
        IOException fault = Assert.Throws<IOException>(() => AtomicFile.Write(_folder["pipe"], stream => stream.WriteByte(65)));
        Assert.Equal($"{_folder["pipe"]}: cannot be written: It is a device or a pipe.", fault.Message);
        Assert.Throws<IOException>(() => AtomicFile.Write(_folder["pipe"], stream => stream.WriteByte(65)));

        AtomicFile.Write(_folder.Write([]), stream => stream.WriteByte(65));
        Assert.Equal("A", File.ReadAllText(_folder.File));
    }

    [Fact]
    public void What_cannot_be_written_leaves_what_was_there_and_nothing_else()
    {
        _ = _folder.Write([1, 2, 3]);
        _ = Directory.CreateDirectory(_folder["directory"]);
        IOException fault = Assert.Throws<IOException>(() => AtomicFile.Write(_folder.File, stream =>
        {
            stream.WriteByte(65);
            throw new IOException("full");
        }));
        Assert.Equal($"{_folder.File}: cannot be written: full", fault.Message);
        Assert.Throws<NotSupportedException>(() => AtomicFile.Write(_folder.File, _ => throw new NotSupportedException()));
        Assert.Throws<IOException>(() => AtomicFile.Write(_folder["directory"], stream => stream.WriteByte(65)));
        Assert.StartsWith(_folder["none/x"], Assert.Throws<IOException>(() => AtomicFile.Write(_folder["none/x"], _ => { })).Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File));
        Assert.Equal(["directory", "network.safetensors"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }
}
