using Spectre.Console;

namespace SimdOptim.Cli;

/// <summary>Where the program writes to, and whether a person is watching.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsInteractive">Whether lines of the output can be drawn over.</param>
/// <param name="Width">Characters in a line.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsInteractive = false, int Width = 100)
{
    public static Terminal OfThisProcess()
    {
        bool isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        Terminal terminal = new(Console.Out, Console.Error, isInteractive);

        // Some pseudo-terminals say that they have no columns at all.
        return isInteractive && Console.WindowWidth >= 40 ? terminal with { Width = Math.Min(Console.WindowWidth, 120) } : terminal;
    }

    /// <summary>
    /// A console that draws tables and progress bars: in colour and in place where that can be seen, else as plain text.
    /// </summary>
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
}
