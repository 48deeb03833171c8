using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SimdOptim.Tests;

public sealed partial class LayerTests
{
    /// <summary>The folders of the program, each with those that it may use.</summary>
    public static TheoryData<string, string[]> Folders => new()
    {
        { "Runs", [] },
        { "Soaking", ["Runs"] },
        { "Options", ["Runs"] },
        { "Reports", ["Runs", "Soaking"] },
        { "Commands", ["Runs", "Soaking", "Options", "Reports"] },
    };

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_uses_only_those_below_it(string folder, string[] below)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Sources(), folder), "*.cs", SearchOption.AllDirectories))
        {
            IEnumerable<string> used = Mention().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
            Assert.All(used, name => Assert.True(name == folder || below.Contains(name), $"{file} uses {name}."));
        }
    }

    [Theory]
    [InlineData("Runs")]
    [InlineData("Soaking")]
    public void What_works_knows_no_console(string folder)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Sources(), folder), "*.cs"))
            Assert.DoesNotMatch(@"\b(Terminal|Console|Spectre|CommandLine)\b", File.ReadAllText(file));
    }

    [Fact]
    public void Every_folder_has_its_place()
    {
        IEnumerable<string> folders =
            Directory.GetDirectories(Sources()).Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any());
        Assert.All(folders, folder => Assert.Contains(Path.GetFileName(folder), Folders.Select(row => row.Data.Item1)));
    }

    private static string Sources([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "../../src/Cli");

    [GeneratedRegex(@"(?:SimdOptim\.Cli\.|(?<![.\w]))(Commands|Options|Reports|Runs|Soaking)(?=[.;])")]
    private static partial Regex Mention();
}
