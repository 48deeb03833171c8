using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Layers;
using SimdOptim.Losses;

namespace SimdOptim.Tests;

/// <summary>A network of random layers with random parameters, and a batch for it.</summary>
/// <param name="Inputs">The values of a sample.</param>
/// <param name="Layers">The layers below the last dense one: 0 to 10 an activation, from 11 on a dense layer of that width less
/// 10.</param>
/// <param name="Outputs">The outputs: 1 for binary cross-entropy, more for categorical.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Seed">The seed of parameters, samples and targets.</param>
internal sealed record RandomNetwork(int Inputs, int[] Layers, int Outputs, int Batch, int Seed)
{
    private static readonly Gen<RandomNetwork> _gen =
        from inputs in Gen.Choose(1, 7)
        from layers in Gen.Choose(0, 16).ArrayOf()
        from outputs in Gen.Choose(1, 4)
        from batch in Gen.Choose(1, 9)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new RandomNetwork(inputs, [.. layers.Take(6)], outputs, batch, seed);

    public static Arbitrary<RandomNetwork> Any { get; } = Arb.From(_gen, Shrink);

    public NetworkBuilder<T> Begin<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkBuilder<T> builder = new(Inputs);
        foreach (int layer in Layers)
        {
            _ = layer switch
            {
                0 => builder.ReLU(),
                1 => builder.Sigmoid(),
                2 => builder.Softmax(),
                3 => builder.Tanh(),
                4 => builder.LeakyReLU(0.2),
                5 => builder.Elu(),
                6 => builder.Gelu(),
                7 => builder.Gelu(GeluForm.Tanh),
                8 => builder.SiLU(),
                9 => builder.Softplus(),
                10 => builder.LogSoftmax(),
                _ => builder.Dense(layer - 10),
            };
        }

        return builder.Dense(Outputs);
    }

    /// <summary>Builds the network that ends in logits, or with the activation that its loss is fused with.</summary>
    public Network<T> Build<T>(bool withOutput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkBuilder<T> builder = Begin<T>();
        if (withOutput) _ = Outputs == 1 ? builder.Sigmoid() : builder.Softmax();
        Network<T> network = builder.Build();
        Draw(network.Parameters, 1);
        return network;
    }

    public Loss<T> Loss<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Outputs == 1 ? new BinaryCrossEntropy<T>() : new CategoricalCrossEntropy<T>();

    public T[] Samples<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] samples = new T[Batch * Inputs];
        Draw(samples, 2);
        return samples;
    }

    public T[] Targets<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        System.Random random = new(Seed ^ 3);
        return [.. Enumerable.Range(0, Batch).Select(_ => T.CreateChecked(random.Next(Math.Max(Outputs, 2))))];
    }

    public override string ToString() =>
        $"{Inputs} inputs, layers [{string.Join(", ", Layers)}], {Outputs} outputs, batch {Batch}, seed {Seed}";

    private static IEnumerable<RandomNetwork> Shrink(RandomNetwork network)
    {
        for (int i = 0; i < network.Layers.Length; i++)
            yield return network with { Layers = [.. network.Layers[..i], .. network.Layers[(i + 1)..]] };
        if (network.Batch > 1) yield return network with { Batch = network.Batch - 1 };
        if (network.Inputs > 1) yield return network with { Inputs = network.Inputs - 1 };
    }

    /// <summary>Fills with numbers uniform in [-1.5, 1.5).</summary>
    private void Draw<T>(Span<T> values, int stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        System.Random random = new(Seed ^ stream);
        foreach (ref T value in values) value = T.CreateChecked((random.NextDouble() * 3) - 1.5);
    }
}
