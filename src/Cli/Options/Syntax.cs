using System.Globalization;

namespace SimdOptim.Cli.Options;

/// <summary>How a value is written on the command line and in files.</summary>
/// <param name="Expected">What is expected, for messages: "expected …, found …".</param>
/// <param name="TryParse">Reads a value.</param>
/// <param name="Format">Writes a value as it would be typed.</param>
/// <param name="Choices">All values, if they can be listed.</param>
internal sealed record Syntax<T>(
    string Expected, Syntax<T>.Parser TryParse, Func<T, string> Format, IReadOnlyList<string>? Choices = null)
{
    public delegate bool Parser(string text, out T value);

    public T Parse(string text) => TryParse(text, out T value) ? value : throw new FormatException(Fault(text));

    /// <summary>Describes what is wrong with a text that cannot be read.</summary>
    public string Fault(string text) => $"expected {Expected}, found \"{text}\"{Spelling.Suggestion(text, Choices ?? [])}";
}

/// <summary>The syntaxes of numbers and names. Numbers are written as in C, in every culture.</summary>
internal static class Syntax
{
    public static Syntax<double> Positive { get; } = Number("a finite number above 0", x => x > 0 && double.IsFinite(x));

    public static Syntax<double> NotNegative { get; } = Number("a finite number, at least 0", x => x >= 0 && double.IsFinite(x));

    public static Syntax<double> Share { get; } = Number("a number from 0 to 1", x => x is >= 0 and <= 1);

    public static Syntax<double> PositiveShare { get; } = Number("a number above 0 and at most 1", x => x is > 0 and <= 1);

    public static Syntax<double> ProperShare { get; } = Number("a number from 0 to below 1", x => x is >= 0 and < 1);

    public static Syntax<double> Minutes { get; } =
        Number("a number above 0 and at most 525600, a year", x => x is > 0 and <= 525600);

    public static Syntax<uint> Seed { get; } = new(
        $"a whole number from 0 to {uint.MaxValue}",
        (string text, out uint seed) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
        seed => seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value of an option that is given without one.</summary>
    public static Syntax<bool> Switch { get; } = OneOf([false, true], isOn => isOn ? "on" : "off");

    public static Syntax<string> Text(string expected) =>
        new(expected, (string text, out string value) => !string.IsNullOrWhiteSpace(value = text), text => text);

    public static Syntax<int> Whole(int minimum, int maximum) => new(
        $"a whole number from {minimum} to {maximum}",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value >= minimum && value <= maximum,
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whole numbers separated by commas, or <c>none</c>.</summary>
    public static Syntax<int[]> Widths(int maximum)
    {
        Syntax<int[]> widths = List(Whole(1, maximum));
        return new(
            $"widths from 1 to {maximum} like 5,2 or none",
            (string text, out int[] values) =>
            {
                values = [];
                return text == "none" || widths.TryParse(text, out values);
            },
            values => values.Length == 0 ? "none" : widths.Format(values));
    }

    /// <summary>At least one value, separated by commas.</summary>
    public static Syntax<T[]> List<T>(Syntax<T> element) => new(
        $"{element.Expected}, or several between commas",
        (string text, out T[] values) =>
        {
            string[] parts = text.Split(',');
            values = new T[parts.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (!element.TryParse(parts[i].Trim(), out values[i])) return false;
            }

            return true;
        },
        values => string.Join(',', values.Select(element.Format)),
        element.Choices);

    /// <summary>One of several named values.</summary>
    public static Syntax<T> OneOf<T>(IReadOnlyList<T> values, Func<T, string> name) => new(
        $"one of {string.Join(", ", values.Select(name))}",
        (string text, out T value) =>
        {
            value = values.FirstOrDefault(v => name(v) == text)!;
            return values.Any(v => name(v) == text);
        },
        name,
        [.. values.Select(name)]);

    /// <summary>One of the values of an enumeration, each by its name in lower case.</summary>
    public static Syntax<TEnum> OneOf<TEnum>()
        where TEnum : struct, Enum => OneOf(Enum.GetValues<TEnum>(), value => value.ToString().ToLowerInvariant());

    private static Syntax<double> Number(string expected, Func<double, bool> isAllowed) => new(
        expected,
        (string text, out double number) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && isAllowed(number),
        Figures.Exact);
}
