using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>What the help shows of a <see cref="Setting{T}"/>, and others ask of it whatever its type.</summary>
internal interface ISetting
{
    string Name { get; }

    string? DefaultText { get; }

    /// <summary>What its value may be, for messages; null if it takes none.</summary>
    string? Expected { get; }

    bool IsGiven(ParseResult parse);
}
