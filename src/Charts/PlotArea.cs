namespace SimdOptim.Charts;

/// <summary>The rectangle between the axes; maps values to positions in it.</summary>
public readonly record struct PlotArea(Rectangle Bounds, AxisScale XScale, AxisScale YScale)
{
    public double X(double value) => Bounds.X + XScale.Fraction(value) * Bounds.Width;

    public double Y(double value) => Bounds.Bottom - YScale.Fraction(value) * Bounds.Height;

    /// <summary>Returns whether both coordinates are inside the rectangle.</summary>
    public bool Contains(double x, double y) =>
        XScale.CanShow(x) && YScale.CanShow(y) && XScale.Fraction(x) is >= 0 and <= 1 && YScale.Fraction(y) is >= 0 and <= 1;
}
