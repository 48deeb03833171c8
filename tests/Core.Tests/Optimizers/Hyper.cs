namespace SimdOptim.Tests.Optimizers;

/// <summary>Three numbers in [0, 1), of which each rule makes hyperparameters of its own.</summary>
public sealed record Hyper(double A, double B, double C);
