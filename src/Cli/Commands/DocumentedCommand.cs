using System.CommandLine;

namespace SimdOptim.Cli.Commands;

/// <summary>A command that knows what its help shows.</summary>
internal abstract class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>The options under their headings.</summary>
    public abstract IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Command lines to try, each with its purpose.</summary>
    public abstract IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; }
}

/// <summary>A command whose declared options are read into settings.</summary>
internal abstract class DocumentedCommand<TSettings> : DocumentedCommand
    where TSettings : Settings, new()
{
    /// <summary>Declares the command; its options are read in the order of the groups.</summary>
    protected DocumentedCommand(
        string name, string description, Terminal terminal, CancellationToken cancellation,
        params IReadOnlyList<OptionGroup<TSettings>> groups)
        : base(name, description)
    {
        (Terminal, Cancellation, Groups) = (terminal, cancellation, groups);
        foreach (OptionGroup<TSettings> group in groups)
        {
            foreach (Operand operand in group.Operands) Add(operand);
            foreach (Setting option in group.Options) Add(option);
        }

        SetAction(parse =>
        {
            TSettings settings = new();
            foreach (OptionGroup<TSettings> group in groups) group.Read(parse, settings);
            return Run(settings);
        });
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    protected Terminal Terminal { get; }

    protected CancellationToken Cancellation { get; }

    /// <summary>Runs the command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run(TSettings settings);

    /// <summary>Writes what a user should know before the work begins.</summary>
    protected void WriteNotes(TSettings settings, string? doubt)
    {
        foreach (string note in settings.Useless) Terminal.Note(note);
        if (doubt is not null) Terminal.Note(doubt);
    }
}
