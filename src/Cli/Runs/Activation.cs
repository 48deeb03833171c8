namespace SimdOptim.Cli.Runs;

/// <summary>What stands behind each hidden layer.</summary>
internal enum Activation
{
    ReLU,
    Sigmoid,
}
