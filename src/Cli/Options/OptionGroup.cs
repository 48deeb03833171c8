using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>Options that the help shows under one heading.</summary>
/// <param name="title">The heading.</param>
/// <param name="notes">What the help lists below the options, such as the values of one of them.</param>
internal abstract class OptionGroup(string title, IEnumerable<(string Term, string Text)> notes)
{
    public string Title { get; } = title;

    public IReadOnlyList<(string Term, string Text)> Notes { get; } = [.. notes];

    public List<Operand> Operands { get; } = [];

    public List<Setting> Options { get; } = [];
}

/// <summary>
/// The declarations of options. The help, the settings, the notes about options without effect and the texts in files are derived
/// from them. Options are read in the order of declaration, so one may depend on those before it.
/// </summary>
internal sealed class OptionGroup<TSettings>(string title, params IEnumerable<(string Term, string Text)> notes)
    : OptionGroup(title, notes)
    where TSettings : Settings
{
    private readonly List<Action<ParseResult, TSettings>> _readers = [];

    /// <summary>Declares an argument without a name.</summary>
    public OptionGroup<TSettings> AddOperand(
        string name, string expected, string help, Action<TSettings, string> set, bool isRequired = true)
    {
        Operand operand = new(name, expected, help, isRequired);
        Operands.Add(operand);
        _readers.Add((parse, settings) =>
        {
            if (parse.GetValue(operand) is not { } text) return;
            settings.Texts[name] = text;
            set(settings, text);
        });
        return this;
    }

    /// <summary>Declares an option.</summary>
    /// <param name="name">The name, <c>--epochs</c>.</param>
    /// <param name="valueName">The name of its value in the help; null if it takes none.</param>
    /// <param name="syntax">How its value is written.</param>
    /// <param name="help">What it does.</param>
    /// <param name="defaultText">Its default as it would be typed, or null.</param>
    /// <param name="set">Stores the value; not called if there is none.</param>
    /// <param name="otherwise">A default that depends on options declared before.</param>
    /// <param name="findUseless">
    /// Returns why the option has no effect, as the end of a sentence, or null; where it has none, its default is read.
    /// </param>
    /// <param name="isKept">Whether the value is kept in files and must be the same to resume; by default it is.</param>
    /// <param name="isRequired">Whether the option must be given.</param>
    public OptionGroup<TSettings> Add<T>(
        string name, string? valueName, Syntax<T> syntax, string help, string? defaultText, Action<TSettings, T> set,
        Func<TSettings, T>? otherwise = null, Func<TSettings, string?>? findUseless = null, Func<TSettings, bool>? isKept = null,
        bool isRequired = false)
    {
        Setting option = new(
            name, valueName, help, defaultText, syntax.Expected, text => syntax.TryParse(text, out _) ? null : syntax.Fault(text))
        {
            Required = isRequired,
        };
        Options.Add(option);
        _readers.Add(Read);
        return this;

        void Read(ParseResult parse, TSettings settings)
        {
            bool isGiven = option.IsGiven(parse);
            if (isGiven && findUseless?.Invoke(settings) is { } reason)
            {
                settings.Useless.Add($"{name} has no effect {reason}");
                isGiven = false;
            }

            string? text = !isGiven ? defaultText : valueName is null ? "on" : parse.GetValue(option);
            string kept = "none";
            if (text is not null || otherwise is not null)
            {
                T value = text is null ? otherwise!(settings) : syntax.Parse(text);
                set(settings, value);
                kept = syntax.Format(value);
            }

            if (isKept?.Invoke(settings) ?? true) settings.Texts[name] = kept;
        }
    }

    /// <summary>Declares an option without a value.</summary>
    public OptionGroup<TSettings> AddSwitch(
        string name, string help, Action<TSettings, bool> set, Func<TSettings, string?>? findUseless = null,
        Func<TSettings, bool>? isKept = null) =>
        Add(name, null, Syntax.Switch, help, "off", set, findUseless: findUseless, isKept: isKept);

    /// <summary>Declares a condition on several options.</summary>
    /// <param name="check">Throws a <see cref="UsageException"/> if they contradict each other.</param>
    public OptionGroup<TSettings> Check(Action<TSettings> check)
    {
        _readers.Add((_, settings) => check(settings));
        return this;
    }

    /// <summary>Reads the options of the group from a command line.</summary>
    public void Read(ParseResult parse, TSettings settings)
    {
        foreach (Action<ParseResult, TSettings> read in _readers) read(parse, settings);
    }
}
