using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>What predicts, what from, and where to.</summary>
internal sealed class PredictionOptions : OptionGroup
{
    private readonly Operand _data;
    private readonly Setting<string> _model;
    private readonly Setting<string> _output;

    public PredictionOptions()
        : base("Prediction")
    {
        _data = Add(new Operand(
            "data",
            "a CSV file",
            "A CSV file with a column for each input of the network; a label behind them is not looked at"));
        _model = Add(new Setting<string>(
            "--model",
            "FILE",
            Syntax.Text("a model.safetensors or a checkpoint"),
            "A network, as train writes it: model.safetensors or a checkpoint")
        {
            Required = true,
        });
        _output = Add(new Setting<string>(
            "--out", "FILE", Syntax.Text("a file"), "Where the predictions are written (default: standard output)"));
    }

    public string Data(ParseResult parse) => parse.GetRequiredValue(_data);

    public string Model(ParseResult parse) => _model.Read(parse);

    public string? Output(ParseResult parse) => _output.IsGiven(parse) ? _output.Read(parse) : null;
}
