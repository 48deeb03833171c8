using System.CommandLine;
using System.CommandLine.Parsing;
using SimdOptim.Cli.Options;

namespace SimdOptim.Cli;

/// <summary>Puts the first fault of a command line into one line, and names what may have been meant.</summary>
internal static class ParseFault
{
    public static string Describe(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string help = $"see '{Application.Name} {(command is RootCommand ? "" : command.Name + " ")}--help'.";

        // An option that does not exist can have become an argument, and its value one too many: the option is the fault.
        IEnumerable<string> unknown = parse.Tokens.Where(token => token.Type == TokenType.Argument).Select(token => token.Value)
            .Where(value => IsOption(value) && (parse.UnmatchedTokens.Contains(value) || IsArgument(parse, value)))
            .Concat(parse.UnmatchedTokens);
        if (unknown.FirstOrDefault() is { } token)
        {
            string kind = IsOption(token) ? "option" : command is RootCommand ? "command" : "argument";
            return $"unknown {kind} {token}; {Suggestion(command, token)}{help}";
        }

        if (FindMissing(parse) is { } missing) return $"{missing}; {help}";
        ParseError first = parse.Errors[0];
        if (first.SymbolResult is OptionResult { Tokens.Count: > 1 } repeated)
            return $"{repeated.Option.Name}: expected one value, found {string.Join(" and ", repeated.Tokens)}.";
        bool isAboutValue = first.SymbolResult is { Tokens.Count: > 0 } and not CommandResult;
        return isAboutValue ? first.Message : $"{first.Message.TrimEnd('.')}; {help}";
    }

    /// <summary>Whether an argument looks like an option.</summary>
    public static bool IsOption(string argument) => argument is ['-', char next, ..] && (next == '-' || char.IsLetter(next));

    /// <summary>The first command, argument or value that is not there, and what it may be.</summary>
    private static string? FindMissing(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (command.Subcommands.Count > 0)
            return $"command: expected one of {string.Join(", ", command.Subcommands.Select(known => known.Name))}, found none";
        IEnumerable<string> operands = command.Arguments.OfType<Operand>()
            .Where(operand => parse.GetResult(operand) is not { Tokens.Count: > 0 })
            .Select(operand => $"<{operand.Name}>: expected {operand.Expected}, found none");
        IEnumerable<string> values = command.Options
            .Where(option => parse.GetResult(option) is var found and not { Tokens.Count: > 0 }
                && (option.Required || found is { Implicit: false }))
            .OfType<ISetting>()
            .Where(setting => setting.Expected is not null)
            .Select(setting => $"{setting.Name}: expected {setting.Expected}, found none");
        return operands.Concat(values).FirstOrDefault();
    }

    private static bool IsArgument(ParseResult parse, string value) => parse.CommandResult.Command.Arguments
        .Any(argument => parse.GetResult(argument) is { } result && result.Tokens.Any(token => token.Value == value));

    private static string Suggestion(Command command, string token)
    {
        IEnumerable<string> names = IsOption(token)
            ? command.Options.Select(option => option.Name).Append("--help")
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return Spelling.Closest(token, names) is { } meant ? $"did you mean {meant}? Or " : "";
    }
}
