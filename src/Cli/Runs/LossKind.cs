namespace SimdOptim.Cli.Runs;

/// <summary>A loss as the command line knows it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Title">What it is called in pictures and tables.</param>
/// <param name="IsRegression">Whether it judges numbers, not classes.</param>
internal sealed record LossKind(string Name, string Title, bool IsRegression = false)
{
    public static LossKind CrossEntropy { get; } = new("cross-entropy", "cross-entropy");

    public static LossKind Hinge { get; } = new("hinge", "hinge loss");

    public static LossKind MeanSquaredError { get; } = new("mse", "mean squared error", IsRegression: true);

    public static LossKind MeanAbsoluteError { get; } = new("mae", "mean absolute error", IsRegression: true);

    public static LossKind Huber { get; } = new("huber", "Huber loss", IsRegression: true);

    public static IReadOnlyList<LossKind> All { get; } = [CrossEntropy, Hinge, MeanSquaredError, MeanAbsoluteError, Huber];
}
