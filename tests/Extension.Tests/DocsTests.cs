namespace SimdOptim.Tests;

public sealed class DocsTests
{
    [Fact]
    public void Every_snippet_of_the_page_is_code_of_this_project()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Docs");
        Snippets.AssertAreCode(Path.Combine(folder, "testing-your-own.md"), folder);
    }
}
