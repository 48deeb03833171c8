using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>What is learned from, and perhaps what is tested on; read once, for however many runs.</summary>
internal sealed record RunData<T>(DataSet<T> Training, DataSet<T>? Test)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <exception cref="InvalidDataException">A file cannot be read, or the two do not go together.</exception>
    /// <exception cref="UsageException">There is neither a built-in set nor a file of this name.</exception>
    public static RunData<T> Read(RunSettings settings)
    {
        DataSet<T> training = settings.Data.ReadTraining<T>(settings.Seeds.Data);
        return new RunData<T>(training, settings.Data.ReadTest(training));
    }
}
