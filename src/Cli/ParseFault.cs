using System.CommandLine;
using System.CommandLine.Parsing;

namespace SimdOptim.Cli;

/// <summary>Puts the first fault of a command line into one line, and names what may have been meant.</summary>
internal static class ParseFault
{
    public static string Describe(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string help = command is RootCommand ? $"{Application.Name} --help" : $"{Application.Name} {command.Name} --help";
        if (parse.UnmatchedTokens.Count > 0)
        {
            string token = parse.UnmatchedTokens[0];
            string kind = token.StartsWith('-') ? "option" : command is RootCommand ? "command" : "argument";
            return $"unknown {kind} {token}; {Suggestion(command, token)}see '{help}'.";
        }

        ParseError first = parse.Errors[0];
        return first.SymbolResult is ArgumentResult or OptionResult { Tokens.Count: > 0 }
            ? first.Message
            : $"{first.Message.TrimEnd('.')}; see '{help}'.";
    }

    /// <summary>Whether an argument looks like an option that the command does not have.</summary>
    public static bool IsUnknownOption(string argument, Command command, out string fault)
    {
        fault = $"unknown option {argument}; {Suggestion(command, argument)}see '{Application.Name} {command.Name} --help'.";
        return argument.StartsWith("--", StringComparison.Ordinal);
    }

    private static string Suggestion(Command command, string token)
    {
        IEnumerable<string> names = token.StartsWith('-')
            ? command.Options.Select(option => option.Name).Append("--help")
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return Spelling.Closest(token, names) is { } meant ? $"did you mean {meant}? Or " : "";
    }
}
