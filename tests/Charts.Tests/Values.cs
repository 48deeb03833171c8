using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests.Charts;

/// <summary>Random numbers for pictures: of every magnitude, and with what ruins them.</summary>
internal static class Values
{
    private static readonly Gen<double> _mantissas = Gen.Choose(-9_999_999, 9_999_999).Select(i => i / 1e6);

    /// <summary>Finite, of either sign, from 1e-320 to 1e308.</summary>
    public static Gen<double> Finite { get; } = Gen.Frequency(
        (6, _mantissas),
        (1, Gen.Choose(-5, 5).Select(i => (double)i)),
        (3, _mantissas.SelectMany(m => Gen.Choose(-320, 307).Select(e => m * Math.Pow(10, e)))),
        (1, Gen.Elements(0, double.MaxValue, -double.MaxValue, double.Epsilon)));

    /// <summary>Also NaN and the infinities.</summary>
    public static Gen<double> Any { get; } = Gen.Frequency(
        (8, Finite),
        (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)));

    /// <summary>Strings of any UTF-16 code units, halves of surrogate pairs and control characters among them.</summary>
    public static Gen<string> Text { get; } = Gen.ArrayOf(Gen.Frequency(
        (4, Gen.Choose(0x20, 0x7e)),
        (2, Gen.Choose(0, 0x1f)),
        (2, Gen.Choose(0xd800, 0xdfff)),
        (1, Gen.Elements(0xfffe, 0xffff, 0x7f, '<', '&', '"')),
        (1, Gen.Choose(0, 0xffff)))).Select(units => string.Concat(units.Select(u => (char)u)));
}
