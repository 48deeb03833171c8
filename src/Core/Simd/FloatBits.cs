namespace SimdOptim.Simd;

/// <summary>The layout of <see cref="float"/>, as the vector types need it.</summary>
internal static class FloatBits
{
    public const int SignificandBits = 24;
    public const int ExponentBias = 127;
    public const float SmallestNormal = 1.17549435E-38f;
    public const int ExponentShift = 23;
    public const uint SignificandMask = 0x007F_FFFF;
    public const uint One = 0x3F80_0000;

    /// <summary>1.5·2²³ + 127. Added to an integer, it leaves the integer plus the bias in the low bits of the sum.</summary>
    public const float ExponentToInteger = 12_582_912f + ExponentBias;

    /// <summary>The bits of 2²³. OR-ed with an integer below 2²³, they are the bits of 2²³ + integer.</summary>
    public const uint IntegerBits = 0x4B00_0000;

    /// <summary>2²³ + 127. Subtracting it removes both the 2²³ and the bias.</summary>
    public const float IntegerToExponent = 8_388_608f + ExponentBias;
}
