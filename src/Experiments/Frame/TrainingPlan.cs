namespace SimdOptim.Experiments.Frame;

/// <summary>A training of an experiment, in the precision that the sources used.</summary>
/// <param name="Name">Its name in tables and pictures.</param>
/// <param name="Network">The initialized network, used by no other training.</param>
/// <param name="Data">The training set.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Optimizer">The optimizer, used by no other training.</param>
/// <param name="Options">The options of the trainer.</param>
/// <param name="MeasuredAfter">The epochs after which the accuracy is measured, in addition to the last.</param>
public sealed record TrainingPlan(
    string Name,
    Network<double> Network,
    DataSet<double> Data,
    Loss<double> Loss,
    Optimizer<double> Optimizer,
    TrainingOptions Options,
    params IReadOnlyList<int> MeasuredAfter)
{
    /// <summary>Trains all epochs.</summary>
    /// <param name="progress">Called with the number of finished epochs.</param>
    /// <param name="cancellation">Cancels the training.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Trained Run(Action<int> progress, CancellationToken cancellation)
    {
        Trainer<double> trainer = new(Network, Data, Loss, Optimizer, Options with { AccuracyInterval = Options.Epochs });
        Dictionary<int, double> accuracies = new() { [-1] = trainer.MeasureAccuracy(Data) };
        TrainingHistory history = trainer.Train(
            result =>
            {
                if (MeasuredAfter.Contains(result.Epoch)) accuracies[result.Epoch] = trainer.MeasureAccuracy(Data);
                progress(result.Epoch + 1);
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        accuracies[Options.Epochs - 1] = history.Last.Accuracy!.Value;
        return new Trained(this, history, accuracies, trainer.MeasureAccuracy);
    }
}
