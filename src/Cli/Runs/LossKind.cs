using System.Diagnostics;
using SimdOptim.Losses;

namespace SimdOptim.Cli.Runs;

/// <summary>A loss that the command line offers.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Title">Its name in pictures and tables.</param>
/// <param name="IsRegression">Whether its targets are numbers, not classes.</param>
internal sealed record LossKind(string Name, string Title, bool IsRegression = false)
{
    public static LossKind CrossEntropy { get; } = new("cross-entropy", "cross-entropy");

    public static LossKind Hinge { get; } = new("hinge", "hinge loss");

    public static LossKind MeanSquaredError { get; } = new("mse", "mean squared error", IsRegression: true);

    public static IReadOnlyList<LossKind> All { get; } =
    [
        CrossEntropy,
        Hinge,
        MeanSquaredError,
        new("mae", "mean absolute error", IsRegression: true),
        new("huber", "Huber loss", IsRegression: true),
    ];

    /// <summary>What the help says about them.</summary>
    public static IEnumerable<(string Term, string Text)> Notes =>
    [
        (CrossEntropy.Name, "classes: two end in one sigmoid, more in softmax"),
        (Hinge.Name, "classes: the margins of a support vector machine, one output a class"),
        (string.Join(", ", All.Where(kind => kind.IsRegression).Select(kind => kind.Name)),
            "the last column of a CSV file is a number to predict"),
    ];

    /// <param name="isBinary">Whether one output is the probability of the second of two classes.</param>
    /// <param name="labelSmoothing">The share of each target that cross-entropy spreads over all classes.</param>
    public Loss<T> Create<T>(bool isBinary, double labelSmoothing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Name switch
        {
            "cross-entropy" when isBinary => new BinaryCrossEntropy<T>(labelSmoothing),
            "cross-entropy" => new CategoricalCrossEntropy<T>(labelSmoothing),
            "hinge" => new Hinge<T>(),
            "mse" => new MeanSquaredError<T>(),
            "mae" => new MeanAbsoluteError<T>(),
            "huber" => new Huber<T>(),
            _ => throw new UnreachableException(Name),
        };
}
