namespace SimdOptim.Cli.Options;

/// <summary>How a value is written on the command line.</summary>
/// <param name="Expected">What is expected, for messages: "expected …, found …".</param>
/// <param name="TryParse">Reads a value.</param>
/// <param name="Choices">All values there are, if they can be listed.</param>
internal sealed record Syntax<T>(string Expected, Syntax<T>.Parser TryParse, IReadOnlyList<string>? Choices = null)
{
    public delegate bool Parser(string text, out T value);

    /// <summary>Reads a value, or says what is wrong with it.</summary>
    public T Parse(string text) => TryParse(text, out T value) ? value : throw new FormatException(Fault(text));

    /// <summary>What is wrong with a text that cannot be read.</summary>
    public string Fault(string text)
    {
        string suggestion = Spelling.Closest(text, Choices ?? []) is { } meant ? $"; did you mean {meant}?" : ".";
        return $"expected {Expected}, found \"{text}\"{suggestion}";
    }
}
