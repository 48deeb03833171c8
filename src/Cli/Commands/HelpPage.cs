using System.CommandLine;
using System.CommandLine.Invocation;

namespace SimdOptim.Cli.Commands;

/// <summary><c>--help</c>: what a command does, its options under headings, and examples that can be copied.</summary>
internal sealed class HelpPage(int width) : SynchronousCommandLineAction
{
    private const int TermWidth = 26;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parse)
    {
        TextWriter output = parse.InvocationConfiguration.Output;
        Command command = parse.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        if (command is DocumentedCommand documented) WriteCommand(output, documented);
        else WriteRoot(output, command);
        return ExitCode.Success;
    }

    private void WriteRoot(TextWriter output, Command root)
    {
        output.WriteLine($"  {Program.Name} <command> [options]");
        Heading(output, "Commands");
        foreach (Command command in root.Subcommands) Row(output, command.Name, command.Description);
        Heading(output, "Options");
        foreach (Option option in root.Options) Row(output, option.Name, option.Description);
        WriteExamples(output, root.Subcommands.OfType<DocumentedCommand>().SelectMany(command => command.Examples.Take(2)));
        output.WriteLine();
        output.WriteLine($"'{Program.Name} <command> --help' shows the options of a command.");
    }

    private void WriteCommand(TextWriter output, DocumentedCommand command)
    {
        string arguments = string.Concat(command.Arguments.Select(argument => $"{Term(argument)} "));
        output.WriteLine($"  {Program.Name} {command.Name} {arguments}[options]");
        foreach (OptionGroup group in command.Groups)
        {
            Heading(output, group.Title);
            foreach (Operand operand in group.Operands) Row(output, Term(operand), operand.Description);
            foreach (Setting option in group.Options)
            {
                string shown = option.DefaultText is { } text ? $" [{text}]" : "";
                Row(output, $"{option.Name} {option.HelpName}", option.Description + shown);
            }

            foreach ((string term, string text) in group.Notes) Row(output, $"  {term}", text);
        }

        Heading(output, "Help");
        Row(output, "--help", "Show this page");
        WriteExamples(output, command.Examples);
    }

    private static string Term(Argument argument) =>
        argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[{argument.Name}]";

    private static void WriteExamples(TextWriter output, IEnumerable<(string CommandLine, string Purpose)> examples)
    {
        Heading(output, "Examples");
        foreach ((string commandLine, string purpose) in examples)
        {
            output.WriteLine($"  # {purpose}");
            output.WriteLine($"  {Program.Name} {commandLine}");
        }
    }

    private static void Heading(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine($"{title}:");
    }

    /// <summary>Writes a term and its text, wrapped between words in a second column.</summary>
    private void Row(TextWriter output, string term, string? text)
    {
        string line = $"  {term}".PadRight(TermWidth) + (term.Length + 3 > TermWidth ? " " : "");
        foreach (string word in (text ?? "").Split(' '))
        {
            if (line.Length + word.Length >= width && line.Length > TermWidth)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', TermWidth);
            }

            line += $"{word} ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
