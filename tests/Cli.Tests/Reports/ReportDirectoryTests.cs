using SimdOptim.Cli;
using SimdOptim.Cli.Reports;

namespace SimdOptim.Tests.Reports;

public sealed class ReportDirectoryTests
{
    [Fact]
    public void A_write_that_fails_leaves_the_file_of_before_and_nothing_else()
    {
        using Sandbox sandbox = new();
        ReportDirectory directory = new(sandbox.Root);
        directory.Write("metrics.json", "whole");
        Assert.Throws<IOException>(() => directory.Write("metrics.json", stream =>
        {
            stream.Write("ha"u8);
            throw new IOException("disk full");
        }));
        Assert.Equal("whole", File.ReadAllText(sandbox.InRoot("metrics.json")));
        Assert.Single(Directory.GetFiles(sandbox.Root));
    }

    [Fact]
    public void Preparing_creates_the_directory_and_nothing_in_it()
    {
        using Sandbox sandbox = new();
        new ReportDirectory(sandbox.InRoot("a/b")).Prepare(["metrics.json"], []);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.InRoot("a/b")));
    }

    [Fact]
    public void A_directory_in_the_way_of_a_file_is_refused()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.InRoot("metrics.json"));
        UsageException fault =
            Assert.Throws<UsageException>(() => new ReportDirectory(sandbox.Root).Prepare(["metrics.json"], []));
        Assert.Contains($"{sandbox.InRoot("metrics.json")} is a directory", fault.Message);
    }
}
