using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Storage;

/// <summary>A network with layers of every kind and random options.</summary>
/// <param name="Inputs">The values of a sample.</param>
/// <param name="Layers">The kinds of the layers: 0 to 16.</param>
/// <param name="Seed">From which widths, options, parameters and buffers are drawn.</param>
internal sealed record StoredCase(int Inputs, int[] Layers, int Seed)
{
    public const int KindCount = 17;

    private static readonly Gen<StoredCase> _gen =
        from inputs in Gen.Choose(1, 9)
        from layers in Gen.Choose(0, KindCount - 1).ArrayOf()
        from seed in Gen.Choose(1, int.MaxValue - 1)
        select new StoredCase(inputs, [.. layers.Take(8)], seed);

    public static Arbitrary<StoredCase> Any { get; } = Arb.From(_gen, Shrink);

    /// <summary>Builds the network; it ends in a dense layer of so many outputs and a softmax.</summary>
    public Network<T> Build<T>(int outputs = 2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        System.Random random = new(Seed);
        NumPyMask<T> shared = new(new NumPyRandom((uint)Seed), MaskOrder.FeaturesFirst);
        NetworkBuilder<T> builder = new(Inputs);
        foreach (int kind in Layers) Add(builder, kind, random, shared);
        Network<T> network = builder.Dense(outputs).Softmax().Build();
        network.Initialize(new He(), (uint)Seed);
        foreach (ref T value in network.Buffers) value = T.CreateChecked(random.NextDouble());
        return network;
    }

    public override string ToString() => $"{Inputs} inputs, layers [{string.Join(", ", Layers)}], seed {Seed}";

    private static void Add<T>(NetworkBuilder<T> builder, int kind, System.Random random, NumPyMask<T> shared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => _ = kind switch
        {
            0 => builder.ReLU(),
            1 => builder.Sigmoid(),
            2 => builder.Tanh(),
            3 => builder.LeakyReLU(random.NextDouble()),
            4 => builder.Elu(random.NextDouble()),
            5 => builder.Gelu(),
            6 => builder.Gelu(GeluForm.Tanh),
            7 => builder.SiLU(),
            8 => builder.Softplus(),
            9 => builder.Softmax(),
            10 => builder.LogSoftmax(),
            11 => builder.LayerNorm(0.001 + random.NextDouble()),
            12 => builder.BatchNorm(new BatchNormOptions
            {
                Momentum = random.NextDouble(),
                Epsilon = 0.001 + random.NextDouble(),
                UsesUnbiasedVariance = random.Next(2) == 0,
                InitialRunningVariance = random.NextDouble(),
                IsFrozen = random.Next(4) == 0,
            }),
            13 => builder.Dropout(1 - (random.NextDouble() / 2), (ulong)random.NextInt64() * 2),
            14 => builder.Dropout(1 - (random.NextDouble() / 2), shared),
            15 => builder.Dropout(0.5, new NumPyMask<T>((uint)random.Next(), MaskOrder.SamplesFirst)),
            _ => builder.Dense(random.Next(1, 12)),
        };

    private static IEnumerable<StoredCase> Shrink(StoredCase one)
    {
        for (int i = 0; i < one.Layers.Length; i++)
            yield return one with { Layers = [.. one.Layers[..i], .. one.Layers[(i + 1)..]] };
        if (one.Inputs > 1) yield return one with { Inputs = one.Inputs - 1 };
    }
}
