using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>Masked loads and stores a lane at a time, for processors without instructions for them.</summary>
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

    /// <summary>A lane of a mask is NaN if it is set, and 0 if not.</summary>
    private static bool IsSet<T>(T* lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(*lane);
}
