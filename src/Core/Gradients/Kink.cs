namespace SimdOptim.Gradients;

/// <summary>Tells a corner of a function within the stencil, such as ReLU's at 0, from curvature.</summary>
/// <remarks>
/// Let g(h) be the gap between the slopes on the right and on the left. Of a smooth function it is h·f″ but for h³, so that
/// g(h) = 2·g(h/2). A corner at the distance δ where the slope jumps by J gives g(h) = J·(1 - δ/h), and 0 from h = δ down:
/// g(h) - 2·g(h/2) is J·(3δ/h - 1) up to δ = h/2 and J·(1 - δ/h) beyond, and the one zero, at h/3, is where
/// g(h/2) - 2·g(h/4) is J/3. The larger of the two is never below the J·(1 - δ/h)/2 that the corner adds to D(h).
/// Corners at the place itself may cancel, as those of a dead unit for samples of either class do, and leave a jump of the
/// curvature alone. It adds c·h to D(h), and -c·h/2 to D(h) - D(h/2) - 4·(D(h/2) - D(h/4)), which is 0 but for h⁴ if f is smooth.
/// </remarks>
internal static class Kink
{
    /// <summary>The rounding of a function's value, in halves of its last place, that a deep network may well reach.</summary>
    private const double RoundingUnits = 16;

    private const double Unit = 1.1102230246251565e-16; // 2⁻⁵³

    /// <summary>The smallest difference, as a fraction of the slopes, that a corner is looked for to explain.</summary>
    private const double SmallestDifference = 1e-7;

    /// <summary>
    /// Says whether there is a corner whose gap exceeds rounding and a fraction of the slopes; or, if that is less, half of the
    /// difference that it may have to explain.
    /// </summary>
    public static bool IsWithin(
        Stencil whole, double center, Func<double, double> function, double x, double difference, double tolerance)
    {
        // The gap at h/4 has the rounding of four values, divided by h/4, and counts twice.
        double rounding = 32 * RoundingUnits * Unit * whole.Magnitude(center) / whole.Step;
        double slopes = whole.SlopeSize(center);
        bool isOff = difference > SmallestDifference * slopes;
        double allowed = (isOff ? Math.Min(tolerance * slopes, difference / 2) : tolerance * slopes) + rounding;
        double gap = whole.SlopeGap(center);

        // Nearly every parameter ends here: what curvature makes of a small step is below the tolerance as well.
        if (!(Math.Abs(gap) > allowed)) return false;

        Stencil half = new(function, x, whole.Step / 2), quarter = new(function, x, whole.Step / 4);
        double halfGap = half.SlopeGap(center), quarterGap = quarter.SlopeGap(center);
        if (Math.Max(Math.Abs(gap - (2 * halfGap)), Math.Abs(halfGap - (2 * quarterGap))) > allowed) return true;
        double bend = whole.Derivative - half.Derivative - (4 * (half.Derivative - quarter.Derivative));
        return isOff && Math.Abs(bend) > allowed;
    }
}
