using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>Options that belong together: several commands can share a group, and the help shows it under one heading.</summary>
internal abstract class OptionGroup(string title)
{
    private readonly List<Option> _options = [];
    private readonly List<Argument> _arguments = [];

    public string Title { get; } = title;

    public IReadOnlyList<Option> Options => _options;

    public IReadOnlyList<Argument> Arguments => _arguments;

    /// <summary>What the help lists below the options, such as the values of one of them.</summary>
    public virtual IEnumerable<(string Term, string Text)> Notes => [];

    /// <summary>What is given and has no effect, a line each.</summary>
    public virtual IEnumerable<string> FindUnused(ParseResult parse) => [];

    public void AddTo(Command command)
    {
        foreach (Argument argument in _arguments) command.Add(argument);
        foreach (Option option in _options) command.Add(option);
    }

    protected TOption Add<TOption>(TOption option)
        where TOption : Option
    {
        _options.Add(option);
        return option;
    }

    protected Operand Add(Operand operand)
    {
        _arguments.Add(operand);
        return operand;
    }

    protected Argument<T> Add<T>(Argument<T> argument)
    {
        _arguments.Add(argument);
        return argument;
    }
}
