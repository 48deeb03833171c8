using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>An option without a value: it is there or it is not.</summary>
internal sealed class Switch : Option<bool>, ISetting
{
    public Switch(string name, string description)
        : base(name)
    {
        Description = description;
        Arity = ArgumentArity.Zero;
    }

    public string? DefaultText => null;

    public string? Expected => null;

    /// <summary>Whether the option stands on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(this) is { Implicit: false };
}
