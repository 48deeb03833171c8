using System.CommandLine;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Options;

/// <summary>What to train on, and what to test on.</summary>
internal sealed class DataOptions : OptionGroup
{
    private readonly Operand _data;
    private readonly Setting<string>? _test;

    /// <summary>Declares the options.</summary>
    /// <param name="hasTest">Whether there is any use for data to test on.</param>
    public DataOptions(bool hasTest)
        : base("Data")
    {
        _data = Add(new Operand(
            "data",
            DataSource.Expected,
            "One of those below, or a CSV file: the last column is the label, a number or text "
                + "(or what to predict, see --loss); a first row without any number is a header"));
        if (!hasTest) return;
        _test = Add(new Setting<string>(
            "--test", "FILE", Syntax.Text("a CSV file"), "A CSV file of the same columns to test on"));
    }

    public override IEnumerable<(string Term, string Text)> Notes =>
        BuiltInData.All.Select(data => (data.Name, data.Description));

    public DataSource Read(ParseResult parse)
    {
        string text = parse.GetRequiredValue(_data);
        return new DataSource(text, BuiltInData.All.FirstOrDefault(data => data.Name == text), _test?.Read(parse));
    }
}
