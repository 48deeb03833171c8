using System.Diagnostics;
using System.Numerics;
using SimdOptim.Data;
using SimdOptim.Losses;

namespace SimdOptim.Cli.Runs;

/// <summary>What is to be made small, whatever the data.</summary>
/// <param name="Kind">The loss.</param>
/// <param name="LabelSmoothing">The share of each target that is spread over all classes.</param>
/// <param name="L2">λ of the penalty <c>λ/(2m)·Σw²</c>.</param>
internal sealed record LossSettings(LossKind Kind, double LabelSmoothing, double L2)
{
    /// <summary>All of it, as the title of an axis.</summary>
    public string Title => L2 > 0 ? $"{Kind.Title} + L2 penalty" : Kind.Title;

    /// <summary>
    /// The outputs of a network: one for each class or number to predict; one for two classes under cross-entropy.
    /// </summary>
    public int CountOutputs<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kind.IsRegression ? data.TargetCount : IsBinary(data) ? 1 : data.ClassCount;

    /// <summary>Adds what makes probabilities of the outputs, if the loss is one of probabilities.</summary>
    public NetworkBuilder<T> Finish<T>(NetworkBuilder<T> builder, DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kind != LossKind.CrossEntropy ? builder : IsBinary(data) ? builder.Sigmoid() : builder.Softmax();

    public Loss<T> Create<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Kind.Name switch
        {
            "cross-entropy" when IsBinary(data) => new BinaryCrossEntropy<T>(LabelSmoothing),
            "cross-entropy" => new CategoricalCrossEntropy<T>(LabelSmoothing),
            "hinge" => new Hinge<T>(),
            "mse" => new MeanSquaredError<T>(),
            "mae" => new MeanAbsoluteError<T>(),
            "huber" => new Huber<T>(),
            _ => throw new UnreachableException(Kind.Name),
        };

    private bool IsBinary<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Kind == LossKind.CrossEntropy && data.ClassCount == 2;
}
