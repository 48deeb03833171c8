using System.CommandLine;
using System.CommandLine.Parsing;

namespace SimdOptim.Cli.Commands;

/// <summary>Describes the first error of a command line in one line, and suggests what may have been meant.</summary>
internal static class ParseFault
{
    public static string Describe(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string help = $"see '{Program.Name} {(command is RootCommand ? "" : command.Name + " ")}--help'.";

        // An unknown option can be parsed as an argument, and its value as one too many: blame the option.
        IEnumerable<string> unknown = parse.Tokens.Where(token => token.Type == TokenType.Argument).Select(token => token.Value)
            .Where(value => Operand.IsOption(value) && (parse.UnmatchedTokens.Contains(value) || IsArgument(parse, value)))
            .Concat(parse.UnmatchedTokens);
        if (unknown.FirstOrDefault() is { } token)
        {
            string kind = Operand.IsOption(token) ? "option" : command is RootCommand ? "command" : "argument";
            return $"unknown {kind} {token}; {Suggestion(command, token)}{help}";
        }

        if (FindMissing(parse) is { } missing) return $"{missing}; {help}";
        ParseError first = parse.Errors[0];
        if (first.SymbolResult is OptionResult { Tokens.Count: > 1 } repeated)
            return $"{repeated.Option.Name}: expected one value, found {string.Join(" and ", repeated.Tokens)}.";
        bool isAboutValue = first.SymbolResult is { Tokens.Count: > 0 } and not CommandResult;
        return isAboutValue ? first.Message : $"{first.Message.TrimEnd('.')}; {help}";
    }

    /// <summary>Describes the first command, argument or value that is missing.</summary>
    private static string? FindMissing(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (command.Subcommands.Count > 0)
            return $"command: expected one of {string.Join(", ", command.Subcommands.Select(known => known.Name))}, found none";
        IEnumerable<string> operands = command.Arguments.OfType<Operand>()
            .Where(operand => operand.Arity.MinimumNumberOfValues > 0 && parse.GetResult(operand) is not { Tokens.Count: > 0 })
            .Select(operand => $"<{operand.Name}>: expected {operand.Expected}, found none");
        IEnumerable<string> values = command.Options
            .Where(option => parse.GetResult(option) is var found and not { Tokens.Count: > 0 }
                && (option.Required || found is { Implicit: false }))
            .OfType<Setting>()
            .Where(setting => setting.Expected is not null)
            .Select(setting => $"{setting.Name}: expected {setting.Expected}, found none");
        return operands.Concat(values).FirstOrDefault();
    }

    private static bool IsArgument(ParseResult parse, string value) => parse.CommandResult.Command.Arguments
        .Any(argument => parse.GetResult(argument) is { } result && result.Tokens.Any(token => token.Value == value));

    private static string Suggestion(Command command, string token)
    {
        IEnumerable<string> names = Operand.IsOption(token)
            ? command.Options.Select(option => option.Name).Append("--help")
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return Spelling.Closest(token, names) is { } meant ? $"did you mean {meant}? Or " : "";
    }
}
