using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>What is learned from, and perhaps what is tested on; read once, for however many runs.</summary>
internal sealed record RunData<T>(DataSet<T> Training, DataSet<T>? Test)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
