using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Data;
using SimdOptim.Initializers;

namespace SimdOptim.Cli.Runs;

/// <summary>The network that is asked for, whatever its data.</summary>
/// <param name="HiddenWidths">The widths of the hidden layers.</param>
/// <param name="Activation">The activation of each of them.</param>
/// <param name="Initializer">How the weights are drawn.</param>
/// <param name="HasBatchNorm">Whether each hidden layer is normalized before its activation.</param>
/// <param name="DropoutKeep">The probability to keep an output of a hidden layer; 1 for no dropout.</param>
internal sealed record NetworkSettings(
    IReadOnlyList<int> HiddenWidths, ActivationKind Activation, IInitializer Initializer, bool HasBatchNorm, double DropoutKeep)
{
    private const long MaximumParameters = 1 << 28;

    /// <summary>Whether a step drops anything.</summary>
    public bool HasDropout => DropoutKeep < 1 && HiddenWidths.Count > 0;

    /// <summary>The widths from input to output.</summary>
    public int[] Widths<T>(DataSet<T> data, LossSettings loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [data.FeatureCount, .. HiddenWidths, loss.CountOutputs(data)];

    /// <summary>Builds a network for a data set and draws its weights.</summary>
    /// <exception cref="UsageException">It would have too many parameters, or dropout would keep nothing.</exception>
    public Network<T> Build<T>(DataSet<T> data, LossSettings loss, Seeds seeds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] widths = Widths(data, loss);
        long parameters = widths.Zip(widths.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
        if (HasBatchNorm) parameters += HiddenWidths.Sum(width => 2L * width);
        if (parameters > MaximumParameters)
        {
            throw new UsageException(
                $"--layers: expected a network of at most {Figures.Count(MaximumParameters)} parameters, "
                + $"found {Figures.Count(parameters)}.");
        }

        if (!T.IsFinite(T.CreateChecked(1 / DropoutKeep)))
        {
            throw new UsageException(
                $"--dropout-keep: expected a share that is not all but 0, found {Figures.Exact(DropoutKeep)}.");
        }

        NetworkBuilder<T> builder = new(data.FeatureCount);
        foreach (int width in HiddenWidths)
        {
            builder.Dense(width);
            if (HasBatchNorm) builder.BatchNorm();
            Activation.AddTo(builder);
            if (HasDropout) builder.Dropout(DropoutKeep, seeds.Dropout);
        }

        Network<T> network = loss.Finish(builder.Dense(widths[^1]), data).Build();
        network.Initialize(Initializer, seeds.Initial);
        return network;
    }
}
