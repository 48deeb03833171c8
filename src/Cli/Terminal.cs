using Spectre.Console;

namespace SimdOptim.Cli;

/// <summary>Where the program writes, and whether a person is watching.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsInteractive">Whether lines of the output can be overwritten.</param>
/// <param name="Width">The number of characters in a line.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsInteractive = false, int Width = 100)
{
    public static Terminal OfThisProcess()
    {
        bool isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        Terminal terminal = new(Console.Out, Console.Error, isInteractive);

        // Some pseudo-terminals report 0 columns.
        int width = isInteractive ? Console.WindowWidth : 0;
        return width >= 40 ? terminal with { Width = Math.Min(width, 120) } : terminal;
    }

    /// <summary>Creates a console for tables and progress bars: in colour where a person is watching, else plain text.</summary>
    public IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Output),
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = Width;
        return console;
    }

    /// <summary>Writes a table of two columns without headers: a name and a text in each row.</summary>
    public void WriteTable(IEnumerable<(string Name, string Text)> rows)
    {
        Table table = new Table().RoundedBorder().HideHeaders().AddColumns("", "");
        foreach ((string name, string text) in rows) table.AddRow(new Text(name), new Text(text));
        CreateConsole().Write(table);
    }

    public void Note(string text) => Error.WriteLine($"note: {text}");
}
