namespace SimdOptim.Charts;

/// <summary>The look of a text: size in pixels, colour, and which end is at its position.</summary>
public sealed record TextStyle(double Size, string Colour, string Anchor = "start", bool IsBold = false);
