namespace SimdOptim.Gradients;

/// <summary>Distinguishes a kink of a function within the stencil, such as that of ReLU at 0, from curvature.</summary>
/// <remarks>
/// <para>
/// Let g(h) be the slope on the right minus the slope on the left. For a smooth function g(h) = h·f″ + O(h³), so that
/// g(h) - 2·g(h/2) is O(h³). A kink at distance δ, where the slope jumps by J, gives g(h) = J·(1 - δ/h) for h &gt; δ, otherwise
/// 0. Then g(h) - 2·g(h/2) is J·(3δ/h - 1) for δ ≤ h/2, and J·(1 - δ/h) for larger δ. It is zero only at δ = h/3, where g(h/2) -
/// 2·g(h/4) is J/3. The larger of the two is never below J·(1 - δ/h)/2, which is what the kink adds to D(h).
/// </para>
/// <para>
/// Kinks at the point itself may cancel, like those of a dead unit for samples of both classes, and leave only a jump of the
/// curvature. It adds c·h to D(h), and -c·h/2 to D(h) - D(h/2) - 4·(D(h/2) - D(h/4)), which is O(h⁴) for a smooth function.
/// </para>
/// </remarks>
internal static class Kink
{
    /// <summary>The relative rounding error that the value of a deep network can have, in multiples of 2⁻⁵³.</summary>
    private const double RoundingUnits = 16;

    private const double Unit = 1.1102230246251565e-16; // 2⁻⁵³

    /// <summary>The smallest difference, as a fraction of the slopes, that a kink is looked for to explain.</summary>
    private const double SmallestDifference = 1e-7;

    /// <summary>
    /// Returns whether there is a kink whose gap exceeds rounding plus a fraction of the slopes. If half of the difference to be
    /// explained is less than that fraction, it takes its place.
    /// </summary>
    public static bool IsWithin(
        Stencil whole, double center, Func<double, double> function, double x, double difference, double tolerance)
    {
        // The gap at h/4 has the rounding errors of four values, divided by h/4, and counts twice.
        double rounding = 32 * RoundingUnits * Unit * whole.Magnitude(center) / whole.Step;
        double slopes = whole.SlopeSize(center);
        bool isDifferent = difference > SmallestDifference * slopes;
        double allowed = (isDifferent ? Math.Min(tolerance * slopes, difference / 2) : tolerance * slopes) + rounding;
        double gap = whole.SlopeGap(center);

        // Nearly every parameter returns here: with a small step the gap that curvature gives is below the tolerance too.
        if (!(Math.Abs(gap) > allowed)) return false;

        Stencil half = new(function, x, whole.Step / 2), quarter = new(function, x, whole.Step / 4);
        double halfGap = half.SlopeGap(center), quarterGap = quarter.SlopeGap(center);
        if (Math.Max(Math.Abs(gap - (2 * halfGap)), Math.Abs(halfGap - (2 * quarterGap))) > allowed) return true;
        double bend = whole.Derivative - half.Derivative - (4 * (half.Derivative - quarter.Derivative));
        return isDifferent && Math.Abs(bend) > allowed;
    }
}

/// <summary>The values of a function of one variable on both sides of a point.</summary>
internal readonly struct Stencil
{
    public Stencil(Func<double, double> function, double x, double step)
    {
        Step = step;
        Right = function(x + step);
        Left = function(x - step);
    }

    public double Step { get; }

    public double Right { get; }

    public double Left { get; }

    /// <summary><c>D(h) = (f(x + h) - f(x - h)) / 2h</c></summary>
    public double Derivative => (Right - Left) / (2 * Step);

    /// <summary>The slope on the right minus the slope on the left: <c>h·f″</c> where f is smooth.</summary>
    public double SlopeGap(double center) => ((Right - center) - (center - Left)) / Step;

    /// <summary>The sum of the magnitudes of both slopes.</summary>
    public double SlopeSize(double center) => (Math.Abs(Right - center) + Math.Abs(center - Left)) / Step;

    /// <summary>The largest of the three values.</summary>
    public double Magnitude(double center) => Math.Max(Math.Abs(center), Math.Max(Math.Abs(Right), Math.Abs(Left)));

    public static DerivativeEstimate Extrapolate(Stencil whole, Stencil half)
    {
        double correction = (half.Derivative - whole.Derivative) / 3;
        return new(half.Derivative + correction, Math.Abs(correction));
    }
}
