namespace SimdOptim.Charts;

/// <summary>How a text looks: size in pixels, colour, and which end of it stands at its position.</summary>
public sealed record TextStyle(double Size, string Colour, string Anchor = "start", bool IsBold = false);
