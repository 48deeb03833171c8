using System.Diagnostics;
using System.Numerics;
using SimdOptim.Layers;

namespace SimdOptim.Cli.Runs;

/// <summary>What stands in each hidden layer behind its weights, as the command line knows it.</summary>
internal sealed record ActivationKind(string Name)
{
    public static IReadOnlyList<ActivationKind> All { get; } =
    [
        .. new[] { "relu", "tanh", "leaky-relu", "elu", "gelu", "gelu-tanh", "silu", "softplus", "sigmoid" }
            .Select(name => new ActivationKind(name)),
    ];

    /// <summary>Adds it to a network.</summary>
    public void AddTo<T>(NetworkBuilder<T> builder)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => _ = Name switch
        {
            "relu" => builder.ReLU(),
            "tanh" => builder.Tanh(),
            "leaky-relu" => builder.LeakyReLU(),
            "elu" => builder.Elu(),
            "gelu" => builder.Gelu(),
            "gelu-tanh" => builder.Gelu(GeluForm.Tanh),
            "silu" => builder.SiLU(),
            "softplus" => builder.Softplus(),
            "sigmoid" => builder.Sigmoid(),
            _ => throw new UnreachableException(Name),
        };
}
