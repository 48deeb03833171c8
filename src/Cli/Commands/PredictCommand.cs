using System.CommandLine;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;
using SimdOptim.Data;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Commands;

/// <summary><c>predict</c>: what a trained network answers.</summary>
internal sealed class PredictCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly PredictionOptions _options = new();

    public PredictCommand(Terminal terminal)
        : base("predict", "Predict with a trained network: a line for each line of a CSV file.")
    {
        _terminal = terminal;
        Groups = [_options];
        _options.AddTo(this);
        SetAction(Run);
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("predict --model out/flowers/model.safetensors more-flowers.csv", "The class of each flower, and how sure it is"),
        ("predict --model out/houses/model.safetensors more-houses.csv --out prices.csv", "Into a file"),
    ];

    private int Run(ParseResult parse)
    {
        string path = _options.Model(parse);
        bool isDouble;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            isDouble = file.Tensors.Any(
                tensor => tensor.ElementType == "F64" && !tensor.Name.StartsWith("training.", StringComparison.Ordinal));
        }

        return isDouble ? Run<double>(parse, path) : Run<float>(parse, path);
    }

    private int Run<T>(ParseResult parse, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Network<T> network = Network<T>.Load(path);
        string[] classes;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
            classes = RunMetadata.ReadNames(path, file.Metadata, RunMetadata.ClassNames) ?? [];
        T[] features = CsvDataSetReader.ReadFeatures<T>(_options.Data(parse), network.InputCount);
        T[] outputs = Predictions.Compute(network, features);
        PredictionTable<T> table = new(outputs, network.OutputCount, classes);
        if (classes.Length > 0 && !table.HasClasses)
        {
            throw new InvalidDataException(
                $"{path}, metadata \"{RunMetadata.ClassNames}\": expected names for {network.OutputCount} outputs, found {classes.Length}.");
        }

        if (_options.Output(parse) is { } target) WriteFile(target, _options.Data(parse), path, table);
        else table.Write(_terminal.Output);
        if (table.NotFiniteCount == 0) return ExitCode.Success;

        string rows = table.RowCount == 1 ? "1 row" : $"{Figures.Count(table.RowCount)} rows";
        _terminal.Error.WriteLine(
            $"error: of {rows}, {Figures.Count(table.NotFiniteCount)} got an output that is not finite: the network or these data are beyond {typeof(T).Name}.");
        return ExitCode.Failure;
    }

    private static void WriteFile<T>(string target, string data, string model, PredictionTable<T> table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string full = Followed(target);
        if (full == Followed(data) || full == Followed(model))
            throw new UsageException($"--out {target}: expected a file of its own, found one that is read.");
        if (new FileInfo(full) is { Exists: true, Length: 0 })
        {
            // A device or a pipe must not be replaced by a file, and an empty file has nothing to lose.
            using FileStream stream = new(full, FileMode.Open, FileAccess.Write);
            Write(stream);
            return;
        }

        ReportDirectory directory = new(Path.GetDirectoryName(full)!);
        directory.Prepare([Path.GetFileName(full)], [data, model]);
        directory.Write(Path.GetFileName(full), Write);

        void Write(Stream stream)
        {
            using StreamWriter writer = new(stream) { NewLine = "\n" };
            table.Write(writer);
        }
    }

    private static string Followed(string path)
    {
        FileInfo file = new(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
