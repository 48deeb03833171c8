namespace SimdOptim.Cli.Commands;

/// <summary>
/// A command that trains: what <c>train</c> and <c>compare</c> share. They differ in the options that choose optimizers (first
/// the names, then the learning rates) and in the beginning of the default directory's name.
/// </summary>
internal abstract class TrainingCommand(
    string name, string description, OptionGroup<RunSettings> optimizers, string outputPrefix,
    Terminal terminal, CancellationToken cancellation, params OptionGroup<RunSettings>[] more)
    : DocumentedCommand<RunSettings>(
        name, description, terminal, cancellation,
        [
            ProblemOptions<RunSettings>.Data(hasTest: true),
            ProblemOptions<RunSettings>.Network(),
            ProblemOptions<RunSettings>.Loss(),
            optimizers,
            RunOptions.Steps(optimizers.Options[0].Name),
            RunOptions.Training(optimizers.Options[1].Name),
            ProblemOptions<RunSettings>.Seeds(),
            RunOptions.Output(outputPrefix),
            .. more,
        ])
{
    protected sealed override int Run(RunSettings settings) =>
        settings.Precision == Precision.Float ? Run<float>(settings) : Run<double>(settings);

    /// <summary>Runs the command in one precision.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run<T>(RunSettings settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Creates the directory of the report: the first write, after everything that can be refused was checked.</summary>
    protected static ReportDirectory Prepare(RunSettings settings, IEnumerable<string> files)
    {
        ReportDirectory directory = new(settings.Directory);
        directory.Prepare(files, settings.InputFiles);
        return directory;
    }

    /// <summary>Says how far a cancelled run came.</summary>
    protected int Cancelled<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string epochs = $"{Figures.Count(run.Epochs.Count)} of {Figures.Count(run.Settings.Epochs)} epochs";
        string steps = run.StepsIntoEpoch == 1 ? " and 1 step" : $" and {Figures.Count(run.StepsIntoEpoch)} steps";
        Terminal.Error.WriteLine($"cancelled after {epochs}{(run.StepsIntoEpoch > 0 ? steps : "")}");
        return ExitCode.Cancelled;
    }
}
