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

/// <summary>The layout of <see cref="double"/>, as the vector types need it.</summary>
internal static class DoubleBits
{
    public const int SignificandBits = 53;
    public const int ExponentBias = 1023;
    public const double SmallestNormal = 2.2250738585072014E-308;
    public const int ExponentShift = 52;
    public const ulong SignificandMask = 0x000F_FFFF_FFFF_FFFF;
    public const ulong One = 0x3FF0_0000_0000_0000;

    /// <summary>1.5·2⁵² + 1023. Added to an integer, it leaves the integer plus the bias in the low bits of the sum.</summary>
    public const double ExponentToInteger = 6_755_399_441_055_744d + ExponentBias;

    /// <summary>The bits of 2⁵². OR-ed with an integer below 2⁵², they are the bits of 2⁵² + integer.</summary>
    public const ulong IntegerBits = 0x4330_0000_0000_0000;

    /// <summary>2⁵² + 1023. Subtracting it removes both the 2⁵² and the bias.</summary>
    public const double IntegerToExponent = 4_503_599_627_370_496d + ExponentBias;
}
