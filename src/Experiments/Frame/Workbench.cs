namespace SimdOptim.Experiments.Frame;

/// <summary>Where experiments are run: trains several networks at once, shows how far they are, and can be cancelled.</summary>
public sealed class Workbench(IExperimentProgress progress, CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Trains all, each on one thread, so that nothing depends on which come together.</summary>
    /// <returns>What they came to, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Trained[] Train(params IReadOnlyList<TrainingPlan> trainings)
    {
        Trained[] results = new Trained[trainings.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Cancellation };
        try
        {
            Parallel.For(0, trainings.Count, options, i =>
            {
                Action<int> report = progress.Begin(trainings[i].Name, trainings[i].Options.Epochs);
                results[i] = trainings[i].Run(report, Cancellation);
            });
        }
        catch (AggregateException faults)
        {
            Cancellation.ThrowIfCancellationRequested();
            throw faults.InnerExceptions[0];
        }

        return results;
    }
}
