using System.CommandLine;
using SimdOptim.Cli.Options;

namespace SimdOptim.Cli.Commands;

/// <summary>A command that knows what its help should show.</summary>
internal abstract class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>The options under their headings.</summary>
    public abstract IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Command lines to try, each with what it does.</summary>
    public abstract IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; }
}
