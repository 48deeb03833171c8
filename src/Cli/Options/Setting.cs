using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>An option with one value, whose default is shown in the help as it would be typed.</summary>
internal sealed class Setting<T> : Option<T>, ISetting
{
    private readonly T _default;

    /// <summary>Declares an option.</summary>
    /// <param name="name">The name, <c>--epochs</c>.</param>
    /// <param name="valueName">What stands for its value in the help.</param>
    /// <param name="syntax">How its value is written.</param>
    /// <param name="description">What it does.</param>
    /// <param name="defaultText">Its default as it would be typed, or null if it depends on other options.</param>
    public Setting(string name, string valueName, Syntax<T> syntax, string description, string? defaultText = null)
        : base(name)
    {
        HelpName = valueName;
        Description = description;
        DefaultText = defaultText;
        Expected = syntax.Expected;
        _default = defaultText is null ? default! : syntax.Parse(defaultText);
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!syntax.TryParse(text, out T value)) argument.AddError($"{name}: {syntax.Fault(text)}");
            return value;
        };
    }

    public string? DefaultText { get; }

    public string Expected { get; }

    /// <summary>Whether the option stands on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(this) is { Implicit: false };

    public T Read(ParseResult parse) => Read(parse, _default);

    /// <summary>Reads the value, or another default where that depends on other options.</summary>
    public T Read(ParseResult parse, T otherwise) => IsGiven(parse) ? parse.GetValue(this)! : otherwise;
}
