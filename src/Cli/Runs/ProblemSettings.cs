using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>What is to be learned, and by what: everything that a gradient depends on.</summary>
internal sealed record ProblemSettings(DataSource Data, NetworkSettings Network, LossSettings Loss, Seeds Seeds)
{
    /// <exception cref="InvalidDataException">A file cannot be read, or the two do not go together.</exception>
    /// <exception cref="UsageException">There is no data of this name, or it is not for this loss.</exception>
    public RunData<T> ReadData<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataSet<T> training = Data.ReadTraining<T>(Seeds.Data, Loss.Kind);
        return new RunData<T>(training, Data.ReadTest(training));
    }

    /// <summary>The widths of all layers, <c>2-5-2-1</c>.</summary>
    public string DescribeWidths<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => string.Join("-", Network.Widths(data, Loss));

    /// <exception cref="UsageException">The network would be too large.</exception>
    public Network<T> BuildNetwork<T>(DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Network.Build(data, Loss, Seeds);
}
