using SimdOptim.Activations;

namespace SimdOptim.Cli.Runs;

/// <summary>An activation that the command line offers for hidden layers: to add one, add a line to <see cref="All"/>.</summary>
internal abstract record ActivationKind(string Name)
{
    public static IReadOnlyList<ActivationKind> All { get; } =
    [
        Of("relu", new ReLU()),
        Of("tanh", new Tanh()),
        Of("leaky-relu", new LeakyReLU()),
        Of("elu", new Elu()),
        Of("selu", new Selu()),
        Of("gelu", new Gelu()),
        Of("gelu-tanh", new TanhGelu()),
        Of("silu", new SiLU()),
        Of("softplus", new Softplus()),
        Of("sigmoid", new Sigmoid()),
    ];

    /// <summary>Adds the activation to a network.</summary>
    public abstract void AddTo<T>(NetworkBuilder<T> builder)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static ActivationKind Of<TActivation>(string name, TActivation function)
        where TActivation : struct, IActivation => new OfFunction<TActivation>(name, function);

    private sealed record OfFunction<TActivation>(string Name, TActivation Function) : ActivationKind(Name)
        where TActivation : struct, IActivation
    {
        public override void AddTo<T>(NetworkBuilder<T> builder) => builder.Activation(Function);
    }
}
