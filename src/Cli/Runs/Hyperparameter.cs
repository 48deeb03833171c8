namespace SimdOptim.Cli.Runs;

/// <summary>What update rules take beside the learning rate; each rule takes some.</summary>
internal enum Hyperparameter
{
    Momentum,
    Beta1,
    Beta2,
    Epsilon,
}
