using System.Globalization;
using System.Text;

namespace SimdOptim.Gradients;

/// <content>The result as text.</content>
public sealed partial class GradientCheckResult
{
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
