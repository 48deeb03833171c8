namespace SimdOptim.Tests;

/// <summary>The C# snippets of a page, which must stand in code that is compiled and run.</summary>
internal static class Snippets
{
    /// <summary>Checks that each snippet of a page stands in one of the C# files of a folder, but for empty lines and indentation.</summary>
    public static void AssertAreCode(string page, string folder)
    {
        string code = string.Concat(
            Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => Normalize(File.ReadAllText(file))));
        string[] snippets = [.. File.ReadAllText(page).Split("```csharp\n")[1..]
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Normalize(snippet), code, StringComparison.Ordinal));
    }

    private static string Normalize(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
}
