using SimdOptim.Gradients;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>The result of a gradient check: a line for each tensor, the difference of all together, and the verdict.</summary>
internal static class GradientCheckReport
{
    /// <summary>Writes the report.</summary>
    /// <returns><see cref="ExitCode.Failure"/> if the gradients are wrong.</returns>
    public static int Write(Terminal terminal, GradientCheckResult result, double tolerance)
    {
        WriteTable(terminal, result);
        terminal.Output.WriteLine(
            $"{Figures.Count(result.Parameters.Count)} of {Figures.Count(result.ParameterCount)} parameters, "
            + $"{NameOf(result.Options.Method)} differences, step {Figures.Exact(result.Options.EffectiveStep)}: "
            + $"relative difference {Figures.Difference(result.RelativeDifference)}");
        terminal.Output.WriteLine($"worst: {DescribeWorst(result)}");
        if (result.Passes(tolerance))
        {
            terminal.Output.WriteLine($"passed: the difference is within {Figures.Exact(tolerance)}");
            return ExitCode.Success;
        }

        if (result.IsExplainedByKinks(tolerance))
        {
            terminal.Error.WriteLine($"warning: {DescribeKinks(result)}");
            terminal.Output.WriteLine(
                $"passed but for the kinks: without them the difference is within {Figures.Exact(tolerance)}");
            return ExitCode.Success;
        }

        terminal.Error.WriteLine($"error: the gradient check failed: {Describe(result, tolerance)}");
        return ExitCode.Failure;
    }

    public static string NameOf(DerivativeMethod method) => method == DerivativeMethod.Central ? "central" : "extrapolated";

    private static void WriteTable(Terminal terminal, GradientCheckResult result)
    {
        Table table = new Table().RoundedBorder().AddColumn("tensor");
        foreach (string name in (string[])["checked", "kinks", "difference"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn("worst");
        foreach (string name in (string[])["analytic", "numerical"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (TensorDifference tensor in result.Tensors)
        {
            ParameterDifference[] parameters = [.. result.Parameters.Where(parameter => parameter.Tensor == tensor.Tensor)];
            if (parameters.Length == 0) continue;
            ParameterDifference worst = parameters.MaxBy(one => one.IsFinite ? one.Difference : double.PositiveInfinity);
            string[] cells =
            [
                tensor.Tensor.Name,
                Figures.Count(tensor.CheckedCount),
                Figures.Count(tensor.KinkCount),
                Figures.Difference(tensor.RelativeDifference),
                worst.Name[tensor.Tensor.Name.Length..],
                Figures.Derivative(worst.Analytic),
                Figures.Derivative(worst.Numerical),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        terminal.CreateConsole().Write(table);
    }

    private static string Describe(GradientCheckResult result, double tolerance)
    {
        if (!result.IsFinite) return $"not all is finite; first: {DescribeWorst(result)}.";
        if (!result.IsRepeatable) return "the cost is not the same twice for the same parameters.";
        string kinks = result.Kinks.Count > 0
            ? $" Kinks do not explain it: without them the difference is {Figures.Difference(result.DifferenceWithoutKinks)}."
            : "";
        return $"the difference {Figures.Difference(result.RelativeDifference)} exceeds {Figures.Exact(tolerance)}; "
            + $"worst: {DescribeWorst(result)}.{kinks}";
    }

    private static string DescribeWorst(GradientCheckResult result)
    {
        ParameterDifference worst = result.Worst;
        return $"{worst.Name}, analytic {Figures.Derivative(worst.Analytic)}, numerical {Figures.Derivative(worst.Numerical)}";
    }

    private static string DescribeKinks(GradientCheckResult result)
    {
        ParameterDifference first = result.Kinks.MaxBy(kink => kink.Difference);
        string others = result.Kinks.Count > 1 ? $" and {Figures.Count(result.Kinks.Count - 1)} more" : "";
        return $"the cost has a kink within a step of {first.Name}{others}, where a difference is no derivative; "
            + $"without kinks the relative difference is {Figures.Difference(result.DifferenceWithoutKinks)}";
    }
}
