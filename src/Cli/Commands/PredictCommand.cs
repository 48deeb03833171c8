using SimdOptim.Data;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Commands;

internal sealed record PredictSettings : Settings
{
    public string Data { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>The file to write, or null for standard output.</summary>
    public string? Output { get; set; }
}

/// <summary><c>predict</c>: the outputs of a trained network for a CSV file.</summary>
internal sealed class PredictCommand(Terminal terminal, CancellationToken cancellation) : DocumentedCommand<PredictSettings>(
    "predict",
    "Predict with a trained network: a line for each line of a CSV file.",
    terminal, cancellation,
    new OptionGroup<PredictSettings>("Prediction")
        .AddOperand("data", "a CSV file",
            "A CSV file with a column for each input of the network; a label in the next column is ignored",
            (settings, path) => settings.Data = path)
        .Add("--model", "FILE", Syntax.Text("a model.safetensors or a checkpoint"),
            "A network, as train writes it: model.safetensors or a checkpoint", null, (settings, path) => settings.Model = path,
            isRequired: true)
        .Add("--out", "FILE", Syntax.Text("a file"), "Where the predictions are written (default: standard output)", null,
            (settings, path) => settings.Output = path))
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("predict --model out/flowers/model.safetensors more-flowers.csv", "The class of each flower, and how sure it is"),
        ("predict --model out/houses/model.safetensors more-houses.csv --out prices.csv", "Into a file"),
    ];

    protected override int Run(PredictSettings settings)
    {
        bool isDouble;
        string[] classes;
        using (SafetensorsFile file = SafetensorsFile.Open(settings.Model))
        {
            isDouble = file.Tensors.Any(
                tensor => tensor.ElementType == "F64" && !tensor.Name.StartsWith("training.", StringComparison.Ordinal));
            classes = RunMetadata.ReadNames(settings.Model, file.Metadata, RunMetadata.ClassNames) ?? [];
        }

        return isDouble ? Run<double>(settings, classes) : Run<float>(settings, classes);
    }

    private int Run<T>(PredictSettings settings, string[] classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Network<T> network = Network<T>.Load(settings.Model);
        T[] features = CsvDataSetReader.ReadFeatures<T>(settings.Data, network.InputCount);
        T[] outputs = new T[features.Length / network.InputCount * network.OutputCount];
        network.Predict(features, outputs, network.CreateWorkspace(maxBatchSize: 1024));
        PredictionTable<T> table = new(outputs, network.OutputCount, classes);
        if (classes.Length > 0 && !table.HasClasses)
        {
            throw new InvalidDataException(
                $"{settings.Model}, metadata \"{RunMetadata.ClassNames}\": expected names for {network.OutputCount} outputs, "
                + $"found {classes.Length}.");
        }

        if (settings.Output is { } target) WriteFile(target, settings, table.Write);
        else table.Write(Terminal.Output);
        if (table.NotFiniteCount == 0) return ExitCode.Success;

        string rows = table.RowCount == 1 ? "1 row" : $"{Figures.Count(table.RowCount)} rows";
        Terminal.Error.WriteLine(
            $"error: of {rows}, {Figures.Count(table.NotFiniteCount)} got an output that is not finite: "
            + $"the network or these data are beyond {typeof(T).Name}.");
        return ExitCode.Failure;
    }

    private static void WriteFile(string target, PredictSettings settings, Action<TextWriter> write)
    {
        string full = FollowLinks(target);
        if (full == FollowLinks(settings.Data) || full == FollowLinks(settings.Model))
            throw new UsageException($"--out {target}: expected a file of its own, found one that is read.");
        if (new FileInfo(full) is { Exists: true, Length: 0 })
        {
            // A device or a pipe must not be replaced by a file, and an empty file has nothing to lose.
            using FileStream stream = new(full, FileMode.Open, FileAccess.Write);
            Write(stream);
            return;
        }

        ReportDirectory directory = new(Path.GetDirectoryName(full)!);
        directory.Prepare([Path.GetFileName(full)], [settings.Data, settings.Model]);
        directory.Write(Path.GetFileName(full), Write);

        void Write(Stream stream)
        {
            using StreamWriter writer = new(stream) { NewLine = "\n" };
            write(writer);
        }
    }

    private static string FollowLinks(string path)
    {
        FileInfo file = new(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
