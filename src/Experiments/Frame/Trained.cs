namespace SimdOptim.Experiments.Frame;

/// <summary>The result of a training.</summary>
/// <param name="Plan">The plan; its network is now trained.</param>
/// <param name="History">The results of its epochs.</param>
/// <param name="Accuracies">
/// The accuracies after the epochs of the plan and after the last; epoch -1 means before the first step.
/// </param>
/// <param name="MeasureAccuracy">Measures the accuracy on other data.</param>
public sealed record Trained(
    TrainingPlan Plan,
    TrainingHistory History,
    IReadOnlyDictionary<int, double> Accuracies,
    Func<DataSet<double>, double> MeasureAccuracy)
{
    public string Name => Plan.Name;

    public Network<double> Network => Plan.Network;

    /// <summary>The cost of each epoch.</summary>
    public double[] Costs => [.. History.Epochs.ToArray().Select(epoch => epoch.Cost)];

    /// <summary>The accuracy after the last epoch.</summary>
    public double Accuracy => Accuracies[History.Count - 1];

    /// <summary>The costs as a curve.</summary>
    public LineSeries Curve => LineSeries.Of<double>(Name, Costs);

    /// <summary>Draws the decisions of the network in the plane of the data, with its accuracies.</summary>
    public BoundaryChart Boundary(double testAccuracy) =>
        Boundary(Name, $"{Figures.Share(Accuracy)} right, {Figures.Share(testAccuracy)} of new samples");

    /// <summary>Draws the decisions of the network in the plane of the data.</summary>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">The subtitle.</param>
    public BoundaryChart Boundary(string title, string subtitle) => new()
    {
        Title = title,
        Subtitle = subtitle,
        ClassNames = [.. Plan.Data.ClassNames.Select(name => $"class {name}")],
        Field = DecisionField.Of(Network, SampleGrid.Around(Plan.Data.Features)),
        Training = LabelledPoints.Of(Plan.Data),
    };
}
