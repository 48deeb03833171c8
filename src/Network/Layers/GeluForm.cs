namespace SimdOptim.Layers;

/// <summary>How the Gaussian error linear unit is computed.</summary>
public enum GeluForm
{
    /// <summary><c>x·Φ(x)</c>, with Φ the standard normal distribution function.</summary>
    Exact,

    /// <summary>
    /// <c>½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))</c>, within 5e-4 of it; many published models were trained with it.
    /// </summary>
    Tanh,
}
