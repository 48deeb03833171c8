namespace SimdOptim.Experiments.Frame;

/// <summary>Trains networks for experiments: several at once, with progress and cancellation.</summary>
public sealed class Workbench(IExperimentProgress progress, CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Runs all trainings, each on one thread, so that no result depends on the others.</summary>
    /// <returns>Their results, in order.</returns>
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

/// <summary>Follows the trainings of an experiment; several threads may call it at once.</summary>
public interface IExperimentProgress
{
    /// <summary>Begins to follow a training.</summary>
    /// <param name="training">The training's name.</param>
    /// <param name="epochs">The number of its epochs.</param>
    /// <returns>An action to be called with the number of epochs that are done.</returns>
    Action<int> Begin(string training, int epochs);
}
