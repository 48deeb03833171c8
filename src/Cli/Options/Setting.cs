using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>An option as System.CommandLine sees it: a name and a text that its syntax has accepted.</summary>
internal sealed class Setting : Option<string>
{
    /// <summary>Declares an option; without a value name it takes no value.</summary>
    public Setting(
        string name, string? valueName, string help, string? defaultText, string expected, Func<string, string?> findFault)
        : base(name)
    {
        HelpName = valueName;
        Description = help;
        if (valueName is null)
        {
            Arity = ArgumentArity.Zero;
            return;
        }

        (DefaultText, Expected) = (defaultText, expected);
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && findFault(token.Value) is { } fault) result.AddError($"{name}: {fault}");
        });
    }

    public string? DefaultText { get; }

    /// <summary>What its value may be, for messages; null if it takes none.</summary>
    public string? Expected { get; }

    /// <summary>Returns whether the option is on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(this) is { Implicit: false };
}

/// <summary>An argument without a name.</summary>
internal sealed class Operand : Argument<string>
{
    /// <summary>Declares an argument; the expectation is for messages.</summary>
    public Operand(string name, string expected, string help, bool isRequired)
        : base(name)
    {
        Description = help;
        Expected = expected;
        if (!isRequired) Arity = ArgumentArity.ZeroOrOne;
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (IsOption(token.Value) || string.IsNullOrWhiteSpace(token.Value)))
                result.AddError($"{name}: expected {expected}, found \"{token.Value}\".");
        });
    }

    public string Expected { get; }

    /// <summary>Returns whether a text looks like the name of an option.</summary>
    public static bool IsOption(string text) => text is ['-', char next, ..] && (next == '-' || char.IsLetter(next));
}
