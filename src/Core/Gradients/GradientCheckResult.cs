namespace SimdOptim.Gradients;

/// <summary>How far an analytic gradient is from the numerical one, in all, by tensor and by parameter.</summary>
public sealed partial class GradientCheckResult
{
    private readonly double[] _numerical;
    private readonly double _repeated;

    internal GradientCheckResult(
        GradientCheckOptions options,
        double floor,
        ReadOnlySpan<NamedTensor> tensors,
        ParameterDifference[] parameters,
        int parameterCount,
        double value,
        double repeated)
    {
        Options = options;
        Floor = floor;
        Parameters = parameters;
        ParameterCount = parameterCount;
        Value = value;
        _repeated = repeated;
        _numerical = [.. parameters.Select(parameter => parameter.Numerical)];
        Kinks = [.. parameters.Where(parameter => parameter.IsKink)];
        RelativeDifference = Ratio(parameters);
        DifferenceWithoutKinks = Ratio([.. parameters.Where(parameter => !parameter.IsKink)]);
        IsFinite = double.IsFinite(value) && parameters.All(parameter => parameter.IsFinite);
        Worst = parameters.MaxBy(parameter => parameter.IsFinite ? parameter.Difference : double.PositiveInfinity);
        Tensors = Summarize(tensors, parameters);
    }

    /// <summary>Gets how the gradient was checked.</summary>
    public GradientCheckOptions Options { get; }

    /// <summary>
    /// Gets the magnitude below which both derivatives counted as 0: <see cref="GradientCheckOptions.AbsoluteFloor"/>, or the
    /// usual one.
    /// </summary>
    public double Floor { get; }

    /// <summary>Gets the number of all parameters, checked or not.</summary>
    public int ParameterCount { get; }

    /// <summary>Gets the value of the objective at the place itself.</summary>
    public double Value { get; }

    /// <summary>
    /// Gets <c>‖g - D‖₂ / (‖g‖₂ + ‖D‖₂)</c> over the checked parameters, g the analytic and D the numerical gradient; from 0
    /// to 1, and NaN if a derivative is not finite.
    /// </summary>
    public double RelativeDifference { get; }

    /// <summary>Gets the same over the parameters that stand at no kink.</summary>
    public double DifferenceWithoutKinks { get; }

    /// <summary>Gets the numerical gradient of the checked parameters, in the order of <see cref="Parameters"/>.</summary>
    public ReadOnlySpan<double> NumericalGradient => _numerical;

    /// <summary>Gets the checked parameters, in the order of their indices.</summary>
    public IReadOnlyList<ParameterDifference> Parameters { get; }

    /// <summary>Gets the tensors, in the order of their offsets.</summary>
    public IReadOnlyList<TensorDifference> Tensors { get; }

    /// <summary>
    /// Gets the parameter that adds most to the relative difference: the one whose derivatives are farthest apart, or the
    /// first whose derivative is not finite.
    /// </summary>
    public ParameterDifference Worst { get; }

    /// <summary>Gets the checked parameters that have a kink of the objective within a step.</summary>
    public IReadOnlyList<ParameterDifference> Kinks { get; }

    /// <summary>Gets whether the objective and all derivatives are finite.</summary>
    public bool IsFinite { get; }

    /// <summary>
    /// Gets whether the objective gave the same value before and after; if not, it is no function of its parameters (dropout
    /// that draws anew, say), and differences of it mean nothing.
    /// </summary>
    public bool IsRepeatable => Value.Equals(_repeated);

    /// <summary>
    /// Says whether the gradient is right: the relative difference is not above a threshold, all is finite, and the objective
    /// repeatable.
    /// </summary>
    /// <param name="threshold">Usually 2e-7 with central differences; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is negative or not finite.</exception>
    public bool Passes(double threshold)
    {
        Throw.IfNegativeOrNotFinite(threshold);
        return IsFinite && IsRepeatable && RelativeDifference <= threshold;
    }

    /// <summary>Says whether the check fails at a threshold, but passes without the parameters at kinks.</summary>
    /// <param name="threshold">As for <see cref="Passes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is negative or not finite.</exception>
    public bool IsExplainedByKinks(double threshold) =>
        !Passes(threshold) && IsFinite && IsRepeatable && DifferenceWithoutKinks <= threshold;

    private static double Ratio(ReadOnlySpan<ParameterDifference> parameters)
    {
        double[] differences = new double[parameters.Length];
        double[] analytic = new double[parameters.Length];
        double[] numerical = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            differences[i] = parameters[i].Difference;
            analytic[i] = parameters[i].Analytic;
            numerical[i] = parameters[i].Numerical;
        }

        return GradientCheck.Ratio(differences, analytic, numerical);
    }

    private static TensorDifference[] Summarize(ReadOnlySpan<NamedTensor> tensors, ReadOnlySpan<ParameterDifference> parameters)
    {
        TensorDifference[] result = new TensorDifference[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            int count = 0, kinks = 0;
            while (count < parameters.Length && parameters[count].Tensor == tensors[i])
            {
                if (parameters[count++].IsKink) kinks++;
            }

            result[i] = new TensorDifference(tensors[i], count, Ratio(parameters[..count]), kinks);
            parameters = parameters[count..];
        }

        return result;
    }
}
