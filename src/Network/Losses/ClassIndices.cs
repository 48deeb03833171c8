namespace SimdOptim.Losses;

/// <summary>The test whether targets are classes: the sum of how far each is from the nearest one is 0 if they all are.</summary>
internal static class ClassIndices
{
    /// <summary>Returns the index of the first target that is not a whole number from 0 to <paramref name="last"/>, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindInvalid<T>(ReadOnlySpan<T> targets, int last)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ReductionLoop.Run(new Distance<T>(last), targets) == T.Zero) return -1;
        int sample = 0;
        while (T.IsInteger(targets[sample]) && targets[sample] >= T.Zero && targets[sample] <= T.CreateChecked(last)) sample++;
        return sample;
    }

    /// <summary><c>Σ |xᵢ - nearest class|</c>; NaN if any element is.</summary>
    private readonly struct Distance<T>(double last) : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly double _last = last;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> =>
            accumulator + TVector.Abs(x - TVector.Clamp(TVector.Round(x), 0, _last));
    }
}
