using System.CommandLine;
using System.CommandLine.Parsing;

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

        ParseError first = parse.Errors[0];
        bool isAboutValue = first.SymbolResult is { Tokens.Count: > 0 } and not CommandResult;
        return isAboutValue ? first.Message : $"{first.Message.TrimEnd('.')}; {help}";
    }

    /// <summary>Whether an argument looks like an option.</summary>
    public static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

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
