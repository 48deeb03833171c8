using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>An argument that has to be given, and is no option.</summary>
internal sealed class Operand : Argument<string>
{
    /// <summary>Declares an argument.</summary>
    /// <param name="name">The name, as the help shows it.</param>
    /// <param name="expected">What is expected, for messages: "expected …, found …".</param>
    /// <param name="description">What it is.</param>
    public Operand(string name, string expected, string description)
        : base(name)
    {
        Description = description;
        Expected = expected;
        Validators.Add(argument =>
        {
            string text = argument.Tokens[0].Value;
            if (ParseFault.IsOption(text) || string.IsNullOrWhiteSpace(text))
                argument.AddError($"{name}: expected {expected}, found \"{text}\".");
        });
    }

    public string Expected { get; }
}
