using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>Masked loads and stores, one lane at a time, for processors without such instructions.</summary>
internal static unsafe class MaskedLanes
{
    public static TVector Load<T, TVector>(T* source, TVector mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : unmanaged
    {
        TVector result = default;
        for (int lane = 0; lane < sizeof(TVector) / sizeof(T) && IsSet((T*)&mask + lane); lane++)
            ((T*)&result)[lane] = source[lane];
        return result;
    }

    public static void Store<T, TVector>(T* destination, TVector mask, TVector value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : unmanaged
    {
        for (int lane = 0; lane < sizeof(TVector) / sizeof(T) && IsSet((T*)&mask + lane); lane++)
            destination[lane] = ((T*)&value)[lane];
    }

    /// <summary>A set lane of a mask is NaN; the others are 0.</summary>
    private static bool IsSet<T>(T* lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(*lane);
}
