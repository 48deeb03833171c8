using SimdOptim.Randomness;
using SimdOptim.Simd;

namespace SimdOptim.Gradients;

/// <summary>Checks analytic gradients against finite differences.</summary>
/// <remarks>
/// The gradient check of deeplearning.ai's notebook. It computes <c>D = (f(x + h) - f(x - h)) / 2h</c> for each parameter alone,
/// and the relative difference <c>‖g - D‖₂ / (‖g‖₂ + ‖D‖₂)</c>. A correct gradient of a smooth function gives less than about
/// 2e-7 with central differences, and less than 1e-10 with Richardson's extrapolation. A factor of 2 in half of its elements
/// gives 0.3.
/// </remarks>
public static class GradientCheck
{
    internal const double CentralStep = 1e-7;
    internal const double RichardsonStep = 1e-3;
    private const double Rounding = 20d / (1L << 52); // of an objective f, relative to max(1, |f|)

    /// <summary>Returns the central difference <c>(f(x + h) - f(x - h)) / 2h</c>.</summary>
    /// <param name="function">f, called twice.</param>
    /// <param name="x">The point, finite.</param>
    /// <param name="step">h, finite and above 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="x"/> is not finite, or <paramref name="step"/> is not above 0 or not finite.
    /// </exception>
    public static double Derivative(Func<double, double> function, double x, double step = CentralStep)
    {
        ArgumentNullException.ThrowIfNull(function);
        Throw.IfNotFinite(x);
        CheckStep(step, nameof(step));
        return new Stencil(function, x, step).Derivative;
    }

    /// <summary>
    /// Returns Richardson's extrapolation <c>(4·D(h/2) - D(h)) / 3</c> of the central differences D, with an error estimate.
    /// </summary>
    /// <param name="function">f, called four times. It must be smooth within h of x.</param>
    /// <param name="x">The point, finite.</param>
    /// <param name="step">h, finite and above 0.</param>
    /// <inheritdoc cref="Derivative(Func{double, double}, double, double)"/>
    public static DerivativeEstimate ExtrapolatedDerivative(
        Func<double, double> function, double x, double step = RichardsonStep)
    {
        ArgumentNullException.ThrowIfNull(function);
        Throw.IfNotFinite(x);
        CheckStep(step, nameof(step));
        return Stencil.Extrapolate(new Stencil(function, x, step), new Stencil(function, x, step / 2));
    }

    /// <summary>Returns <c>|analytic - numerical| / (|analytic| + |numerical|)</c>, from 0 to 1; 0 if both are 0.</summary>
    /// <param name="analytic">The derivative to check.</param>
    /// <param name="numerical">The numerical derivative.</param>
    public static double RelativeDifference(double analytic, double numerical) =>
        RelativeDifference([analytic], [numerical]);

    /// <summary>
    /// Returns <c>‖analytic - numerical‖₂ / (‖analytic‖₂ + ‖numerical‖₂)</c>, from 0 to 1; 0 if all elements
    /// are 0, NaN if one is not finite.
    /// </summary>
    /// <param name="analytic">The gradient to check, <c>[parameters]</c>.</param>
    /// <param name="numerical">The numerical gradient, <c>[parameters]</c>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double RelativeDifference(ReadOnlySpan<double> analytic, ReadOnlySpan<double> numerical)
    {
        Throw.IfLengthIsNot(analytic.Length, numerical);
        double[] differences = new double[analytic.Length];
        for (int i = 0; i < differences.Length; i++) differences[i] = analytic[i] - numerical[i];
        return Ratio(differences, analytic, numerical);
    }

    /// <summary>Compares a gradient with finite differences of an objective.</summary>
    /// <param name="objective">
    /// The function. It is called twice per parameter with central differences, four times with Richardson's extrapolation, four
    /// more times where a kink is suspected, and twice at the point itself.
    /// </param>
    /// <param name="parameters">
    /// The point, <c>[parameters]</c>. The objective receives a copy in which one element differs.
    /// </param>
    /// <param name="gradients">The gradient to check, <c>[parameters]</c>.</param>
    /// <param name="options">The options; if null, central differences over all parameters.</param>
    /// <param name="tensors">
    /// The tensors that the parameters consist of, adjacent and in order. If empty, the parameters are one vector named
    /// parameters.
    /// </param>
    /// <returns>
    /// The result. Values that are not finite do not throw; the result then reports them and does not pass.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="objective"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="parameters"/> is empty, <paramref name="gradients"/> has a different length, or
    /// <paramref name="tensors"/> do not cover the parameters in order.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static GradientCheckResult Run(
        Objective objective,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> gradients,
        GradientCheckOptions? options = null,
        ReadOnlySpan<NamedTensor> tensors = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (parameters.IsEmpty) throw new ArgumentException("parameters must not be empty.", nameof(parameters));
        Throw.IfLengthIsNot(parameters.Length, gradients);
        options ??= new GradientCheckOptions();
        options.Check();
        NamedTensor[] layout = tensors.IsEmpty ? [new("parameters", 0, 1, parameters.Length)] : tensors.ToArray();
        NamedTensor.CheckCoverage(layout, parameters.Length);

        double[] point = parameters.ToArray();
        double center = objective(point);
        int[] indices = ChooseIndices(parameters.Length, options);
        ParameterDifference[] differences = new ParameterDifference[indices.Length];
        int tensor = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            while (indices[i] >= layout[tensor].Offset + layout[tensor].Count) tensor++;
            differences[i] = Compare(objective, point, center, layout[tensor], indices[i], gradients[indices[i]], options);
        }

        double floor = options.AbsoluteFloor ?? GetDefaultFloor(differences, center, options.EffectiveStep);
        foreach (ref ParameterDifference parameter in differences.AsSpan())
        {
            if (Math.Abs(parameter.Analytic) < floor && Math.Abs(parameter.Numerical) < floor)
                parameter = parameter with { Difference = 0 };
        }

        return new GradientCheckResult(options, floor, layout, differences, parameters.Length, center, objective(point));
    }

    /// <summary>
    /// Returns the norm of the differences over the sum of the norms of both gradients; NaN if this sum is not finite.
    /// </summary>
    internal static double Ratio(
        ReadOnlySpan<double> differences, ReadOnlySpan<double> analytic, ReadOnlySpan<double> numerical)
    {
        double difference = Reductions.Norm(differences);
        double size = Reductions.Norm(analytic) + Reductions.Norm(numerical);
        if (!double.IsFinite(size)) return double.NaN;
        return difference == 0 ? 0 : difference / size;
    }

    internal static void CheckStep(double step, string name)
    {
        if (!(step > 0 && double.IsFinite(step)))
        {
            string message = FormattableString.Invariant($"{name} must be finite and greater than 0; it was {step}.");
            throw new ArgumentOutOfRangeException(name, step, message);
        }
    }

    private static ParameterDifference Compare(
        Objective objective,
        double[] point,
        double center,
        NamedTensor tensor,
        int index,
        double analytic,
        GradientCheckOptions options)
    {
        double x = point[index];
        Stencil whole = new(Along, x, options.EffectiveStep);
        DerivativeEstimate? extrapolated = options.Method == DerivativeMethod.Richardson
            ? Stencil.Extrapolate(whole, new Stencil(Along, x, whole.Step / 2))
            : null;
        double numerical = extrapolated?.Value ?? whole.Derivative;
        double difference = Math.Abs(analytic - numerical);
        bool isKink = Kink.IsWithin(whole, center, Along, x, difference, options.KinkTolerance);
        return new ParameterDifference(tensor, index, analytic, numerical, extrapolated?.Error, difference, isKink);

        double Along(double value)
        {
            point[index] = value;
            double result = objective(point);
            point[index] = x;
            return result;
        }
    }

    /// <summary>
    /// Returns the size that rounding can give a derivative of 0; at most a millionth of the largest derivative.
    /// </summary>
    private static double GetDefaultFloor(ReadOnlySpan<ParameterDifference> differences, double center, double step)
    {
        double largest = 0;
        foreach (ParameterDifference parameter in differences)
            largest = Math.Max(largest, Math.Max(Math.Abs(parameter.Analytic), Math.Abs(parameter.Numerical)));
        return Math.Min(Rounding * Math.Max(1, Math.Abs(center)) / step, 1e-6 * largest);
    }

    private static int[] ChooseIndices(int parameterCount, GradientCheckOptions options)
    {
        int count = Math.Min(options.SampleCount ?? parameterCount, parameterCount);
        if (count == parameterCount) return [.. Enumerable.Range(0, parameterCount)];
        int[] indices = new int[count];
        new NumPyRandom(options.Seed).Choice(indices, parameterCount, replace: false);
        Array.Sort(indices);
        return indices;
    }
}

/// <summary>A scalar function of many parameters, such as the loss of a network on a batch.</summary>
/// <param name="parameters">The parameters, <c>[parameters]</c>. The span is valid only during the call.</param>
/// <returns>The value, which must be the same for the same parameters. Dropout must be off or use a fixed mask.</returns>
public delegate double Objective(ReadOnlySpan<double> parameters);
