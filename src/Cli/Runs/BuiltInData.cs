using System.Diagnostics;
using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.Cli.Runs;

/// <summary>A data set that can be called by its name.</summary>
internal sealed record BuiltInData(string Name, string Description)
{
    public static IReadOnlyList<BuiltInData> All { get; } =
    [
        new("moons", "two half moons, interleaved: 300 samples, noise 0.2"),
        new("circles", "a circle within a circle: 300 samples, noise 0.05"),
        new("xor", "four quarters of a square, opposite ones alike: 300 samples, noise 0.05"),
        new("blobs", "three clouds of 100 samples: 3 classes"),
        new("spiral", "three arms of 100 samples: 3 classes; needs wider layers, such as --layers 32,32"),
    ];

    public DataSet<T> Create<T>(uint seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Name switch
        {
            "moons" => DataSets.Moons<T>(seed, 300, noise: 0.2),
            "circles" => DataSets.Circles<T>(seed, 300, noise: 0.05),
            "xor" => DataSets.Xor<T>(seed, 300, noise: 0.05),
            "blobs" => DataSets.Blobs<T>(seed, 300),
            "spiral" => DataSets.Spiral<T>(seed, samplesPerClass: 100, classes: 3),
            _ => throw new UnreachableException(Name),
        };
}
