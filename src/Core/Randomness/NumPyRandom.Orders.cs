using System.Buffers;

namespace SimdOptim.Randomness;

// Draws that depend on each other: permutations and choices.
public sealed partial class NumPyRandom
{
    // NumPy rejects probabilities whose sum differs from 1 by more than the square root of the machine epsilon.
    private const double ProbabilityTolerance = 1.4901161193847656e-08;

    /// <summary>
    /// Writes 0, 1, …, n - 1 in random order, like NumPy's <c>permutation(n)</c>: in ascending order, then shuffled with
    /// <see cref="Shuffle{TItem}(Span{TItem})"/>.
    /// </summary>
    /// <param name="destination"><c>[n]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Permutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = i;
        Shuffle(destination);
    }

    /// <summary>
    /// Shuffles a span in place, like NumPy's <c>shuffle</c>: for i from the last index down to 1, it swaps element i with
    /// element j, which is drawn from 0 to i by masked rejection (Fisher-Yates).
    /// </summary>
    /// <typeparam name="TItem">Any type.</typeparam>
    /// <param name="items">The items; overwritten by the same items in another order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle<TItem>(Span<TItem> items) => ShuffleRows(items, 1);

    /// <summary>
    /// Shuffles the rows of a flat row-major array in place, like NumPy's <c>shuffle</c> of a two-dimensional array. The draws
    /// are those of <see cref="Shuffle{TItem}(Span{TItem})"/> with one item per row.
    /// </summary>
    /// <typeparam name="TItem">Any type.</typeparam>
    /// <param name="items">[rows, columns]; overwritten by the same rows in another order.</param>
    /// <param name="columns">The length of a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="items"/> is not a multiple of <paramref name="columns"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ShuffleRows<TItem>(Span<TItem> items, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (int rows, int rest) = Math.DivRem(items.Length, columns);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"items must have a length that is a multiple of {columns}; it has length {items.Length}.", nameof(items));
        }

        for (int i = rows - 1; i > 0; i--)
        {
            int j = (int)Interval((uint)i);
            Span<TItem> row = items.Slice(i * columns, columns);
            Span<TItem> other = items.Slice(j * columns, columns);
            for (int column = 0; column < columns; column++)
                (row[column], other[column]) = (other[column], row[column]);
        }
    }

    /// <summary>
    /// Chooses uniformly from 0, 1, …, population - 1, like NumPy's <c>choice(population, size, replace)</c>. With replacement it
    /// draws <see cref="Integers(long, long)"/>; without, it takes the start of a <see cref="Permutation"/> of the population.
    /// </summary>
    /// <param name="destination">The chosen numbers; overwritten.</param>
    /// <param name="population">The number of choices, at least 1.</param>
    /// <param name="replace">Whether a number may be chosen more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="population"/> is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is longer than the population, and <paramref name="replace"/> is false.
    /// </exception>
    public void Choice(Span<int> destination, int population, bool replace = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 1);
        if (replace)
        {
            Integers(destination, 0, population);
            return;
        }

        ThrowIfLongerThan(population, destination.Length);
        int[] rented = ArrayPool<int>.Shared.Rent(population);
        Span<int> order = rented.AsSpan(0, population);
        Permutation(order);
        order[..destination.Length].CopyTo(destination);
        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>
    /// Chooses from 0, 1, …, n - 1 with given probabilities, like NumPy's <c>choice(n, size, replace, p)</c>. It takes the first
    /// number whose cumulative probability exceeds a draw of <see cref="NextDouble"/>.
    /// </summary>
    /// <remarks>
    /// Without replacement, NumPy draws one number for each that is still missing and keeps the new ones. It sets the
    /// probabilities of those to 0, and repeats until none is missing.
    /// </remarks>
    /// <param name="destination">The chosen numbers; overwritten.</param>
    /// <param name="probabilities">The probability of each of the n numbers: not negative, with a sum within 1.5e-8 of 1.</param>
    /// <param name="replace">Whether a number may be chosen more than once.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="probabilities"/> is empty, has a negative or NaN element, or its sum is not 1; or
    /// <paramref name="replace"/> is false and <paramref name="destination"/> is longer than the number of probabilities above 0.
    /// </exception>
    public void Choice(Span<int> destination, ReadOnlySpan<double> probabilities, bool replace = true)
    {
        int available = CheckProbabilities(probabilities);
        if (!replace) ThrowIfLongerThan(available, destination.Length);

        int count = probabilities.Length;
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        Span<double> cumulative = rented.AsSpan(0, count);
        if (replace)
        {
            GetCumulative(probabilities, cumulative);
            foreach (ref int choice in destination) choice = FirstAbove(cumulative, NextDouble());
        }
        else
        {
            Span<double> remaining = rented.AsSpan(count, count);
            probabilities.CopyTo(remaining);
            for (int found = 0; found < destination.Length;)
            {
                GetCumulative(remaining, cumulative);
                for (int missing = destination.Length - found; missing > 0; missing--)
                {
                    int choice = FirstAbove(cumulative, NextDouble());
                    if (remaining[choice] == 0) continue;
                    remaining[choice] = 0;
                    destination[found++] = choice;
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void ThrowIfLongerThan(int available, int length)
    {
        if (length <= available) return;
        throw new ArgumentException(
            $"destination must not be longer than the {available} numbers to choose from without replacement; "
            + $"it has length {length}.",
            "destination");
    }

    // Returns the number of probabilities above 0.
    private static int CheckProbabilities(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.IsEmpty) throw new ArgumentException("probabilities must not be empty.", nameof(probabilities));
        int positive = 0;
        double sum = 0, compensation = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double probability = probabilities[i];
            if (!(probability >= 0))
            {
                throw new ArgumentException(
                    $"probabilities must not be negative or NaN; the one at index {i} is {probability}.", nameof(probabilities));
            }

            if (probability > 0) positive++;
            double term = probability - compensation;
            double next = sum + term;
            compensation = next - sum - term;
            sum = next;
        }

        if (!(Math.Abs(sum - 1) <= ProbabilityTolerance))
            throw new ArgumentException($"probabilities must have a sum of 1; it is {sum}.", nameof(probabilities));
        return positive;
    }

    private static void GetCumulative(ReadOnlySpan<double> weights, Span<double> cumulative)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) cumulative[i] = sum += weights[i];
        foreach (ref double probability in cumulative) probability /= sum;
    }

    // NumPy's searchsorted(side='right').
    private static int FirstAbove(ReadOnlySpan<double> ascending, double value)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > value) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
