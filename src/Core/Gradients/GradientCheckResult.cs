using System.Globalization;
using System.Text;

namespace SimdOptim.Gradients;

/// <summary>The differences between an analytic and a numerical gradient: in total, per tensor and per parameter.</summary>
public sealed class GradientCheckResult
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

    /// <summary>Gets the options of the check.</summary>
    public GradientCheckOptions Options { get; }

    /// <summary>
    /// Gets the magnitude below which both derivatives count as 0: <see cref="GradientCheckOptions.AbsoluteFloor"/>, or its
    /// default.
    /// </summary>
    public double Floor { get; }

    /// <summary>Gets the number of parameters, checked or not.</summary>
    public int ParameterCount { get; }

    /// <summary>Gets the value of the objective at the point itself.</summary>
    public double Value { get; }

    /// <summary>
    /// Gets <c>‖g - D‖₂ / (‖g‖₂ + ‖D‖₂)</c> over the checked parameters, where g is the analytic and D the numerical
    /// gradient; from 0 to 1, or NaN if a derivative is not finite.
    /// </summary>
    public double RelativeDifference { get; }

    /// <summary>Gets the relative difference over the checked parameters without a kink.</summary>
    public double DifferenceWithoutKinks { get; }

    /// <summary>Gets the numerical gradient of the checked parameters, in the order of <see cref="Parameters"/>.</summary>
    public ReadOnlySpan<double> NumericalGradient => _numerical;

    /// <summary>Gets the checked parameters, in the order of their indices.</summary>
    public IReadOnlyList<ParameterDifference> Parameters { get; }

    /// <summary>Gets the tensors, in the order of their offsets.</summary>
    public IReadOnlyList<TensorDifference> Tensors { get; }

    /// <summary>
    /// Gets the parameter that adds most to the relative difference: the one whose derivatives differ most, or the first whose
    /// derivative is not finite.
    /// </summary>
    public ParameterDifference Worst { get; }

    /// <summary>Gets the checked parameters with a kink of the objective within one step.</summary>
    public IReadOnlyList<ParameterDifference> Kinks { get; }

    /// <summary>Gets whether the objective and all derivatives are finite.</summary>
    public bool IsFinite { get; }

    /// <summary>
    /// Gets whether the objective returned the same value before and after the check. If not, it does not depend on its
    /// parameters alone, for example because dropout draws new masks, and its differences are meaningless.
    /// </summary>
    public bool IsRepeatable => Value.Equals(_repeated);

    /// <summary>
    /// Returns whether the gradient is correct: the relative difference is at most a threshold, all values are finite, and the
    /// objective is repeatable.
    /// </summary>
    /// <param name="threshold">The threshold, finite and not negative; usually 2e-7 with central differences.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is negative or not finite.</exception>
    public bool Passes(double threshold)
    {
        Throw.IfNegativeOrNotFinite(threshold);
        return IsFinite && IsRepeatable && RelativeDifference <= threshold;
    }

    /// <summary>Returns whether the check fails at a threshold, but passes without the parameters at kinks.</summary>
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

    private const int MaxKinksNamed = 10;

    /// <summary>
    /// Describes the result in several lines, in the invariant culture: the difference, a table of the tensors, the worst
    /// parameter, the number of derivatives that count as 0, the kinks, and anything else that is wrong.
    /// </summary>
    public string Describe()
    {
        StringBuilder text = new();
        string method = Options.Method == DerivativeMethod.Central ? "central differences" : "Richardson's extrapolation";
        Line($"gradient check: {method}, step {Options.EffectiveStep:R}, {Parameters.Count} of {ParameterCount} parameters");
        Line($"relative difference {RelativeDifference:0.00e-0}, without kinks {DifferenceWithoutKinks:0.00e-0}");
        if (!IsFinite) Line($"not finite: the objective is {Value:R}, and the worst parameter is the first that is not finite");
        if (!IsRepeatable) Line($"not repeatable: the objective was {Value:R}, then {_repeated:R} for the same parameters");

        int width = Math.Max("tensor".Length, Tensors.Max(tensor => tensor.Tensor.Name.Length));
        Line($"{"tensor".PadRight(width)}  {"shape",11}  {"checked",7}  {"difference",10}  {"kinks",5}");
        foreach ((NamedTensor tensor, int count, double difference, int kinks) in Tensors)
        {
            string shape = string.Create(CultureInfo.InvariantCulture, $"{tensor.Rows}x{tensor.Columns}");
            Line($"{tensor.Name.PadRight(width)}  {shape,11}  {count,7}  {difference,10:0.00e-0}  {kinks,5}");
        }

        Line($"worst: {Worst.Name}, analytic {Worst.Analytic:R}, numerical {Worst.Numerical:R},");
        Line($"       relative difference {Worst.RelativeDifference:0.00e-0}");
        int floored = Parameters.Count(parameter => parameter.Difference == 0 && parameter.Analytic != parameter.Numerical);
        if (floored > 0) Line($"counted as 0: the derivatives of {floored} parameters, both below {Floor:0.0e-0}");
        if (Kinks.Count > 0)
        {
            string names = string.Join(", ", Kinks.Take(MaxKinksNamed).Select(kink => kink.Name));
            Line($"kinks: {names}{(Kinks.Count > MaxKinksNamed ? ", …" : "")}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Returns <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();
}
