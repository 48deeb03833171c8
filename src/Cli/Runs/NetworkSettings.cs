using System.Diagnostics;
using System.Numerics;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;

namespace SimdOptim.Cli.Runs;

/// <summary>The network that is asked for, whatever its data.</summary>
internal sealed record NetworkSettings(IReadOnlyList<int> HiddenWidths, Activation Activation, IInitializer Initializer)
{
    private const long MaximumParameters = 1 << 28;

    /// <summary>The widths from input to output: two classes end in one sigmoid, more in softmax.</summary>
    public int[] Widths<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [data.FeatureCount, .. HiddenWidths, data.ClassCount == 2 ? 1 : data.ClassCount];

    /// <summary>Builds a network for a data set and draws its weights.</summary>
    /// <exception cref="UsageException">It would have too many parameters.</exception>
    public Network<T> Build<T>(DataSet<T> data, uint seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] widths = Widths(data);
        long parameters = widths.Zip(widths.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
        if (parameters > MaximumParameters)
        {
            throw new UsageException(
                $"--layers: expected a network of at most {Figures.Count(MaximumParameters)} parameters, found {Figures.Count(parameters)}.");
        }

        NetworkBuilder<T> builder = new(data.FeatureCount);
        foreach (int width in HiddenWidths) Activate(builder.Dense(width));
        builder.Dense(widths[^1]);
        Network<T> network = (data.ClassCount == 2 ? builder.Sigmoid() : builder.Softmax()).Build();
        network.Initialize(Initializer, seed);
        return network;
    }

    public static Loss<T> CreateLoss<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        data.ClassCount == 2 ? new BinaryCrossEntropy<T>() : new CategoricalCrossEntropy<T>();

    private NetworkBuilder<T> Activate<T>(NetworkBuilder<T> builder)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Activation switch
        {
            Activation.ReLU => builder.ReLU(),
            Activation.Sigmoid => builder.Sigmoid(),
            _ => throw new UnreachableException(),
        };
}
