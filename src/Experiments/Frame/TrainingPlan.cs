using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Experiments.Frame;

/// <summary>A training that an experiment asks for, in the precision that the sources computed in.</summary>
/// <param name="Name">What it is called in tables and pictures.</param>
/// <param name="Network">The network, initialized; nobody else's.</param>
/// <param name="Data">What it is trained on.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Optimizer">How; nobody else's.</param>
/// <param name="Options">How long, and in which order.</param>
/// <param name="MeasuredAfter">The epochs after which the accuracy is measured; after the last it always is.</param>
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
    /// <param name="progress">Told the number of epochs that are done.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
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
