using System.Buffers;
using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

// Draws that depend on each other: orders and selections.
public sealed partial class NumPyRandom
{
    // NumPy refuses probabilities whose sum is further from 1 than the square root of the machine epsilon.
    private const double ProbabilityTolerance = 1.4901161193847656e-08;

    /// <summary>
    /// Writes 0, 1, …, n - 1 in random order, as NumPy's <c>permutation(n)</c>: counted up, then
    /// <see cref="Shuffle{TItem}(Span{TItem})"/>.
    /// </summary>
    /// <param name="destination">The n places; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Permutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = i;
        Shuffle(destination);
    }

    /// <summary>
    /// Puts a span into random order in place, as NumPy's <c>shuffle</c>: for i from the last element down to the second, swap
    /// element i with element j, drawn from 0 to i by masked rejection (Fisher-Yates).
    /// </summary>
    /// <typeparam name="TItem">Any type.</typeparam>
    /// <param name="items">The items; overwritten by the same items in another order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle<TItem>(Span<TItem> items) => ShuffleRows(items, 1);

    /// <summary>
    /// Puts the rows of a flat row-major array into random order in place, as NumPy's <c>shuffle</c> of an array of two
    /// dimensions; the same draws as for as many single items.
    /// </summary>
    /// <typeparam name="TItem">Any type.</typeparam>
    /// <param name="items">[rows, columns]; overwritten by the same rows in another order.</param>
    /// <param name="columns">The length of a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The length of <paramref name="items"/> is not a multiple of columns.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ShuffleRows<TItem>(Span<TItem> items, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (int rows, int rest) = Math.DivRem(items.Length, columns);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"items must have a multiple of {columns} elements, whole rows; it has {items.Length}.", nameof(items));
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
    /// Chooses among 0, 1, …, population - 1, all being as likely, as NumPy's <c>choice(population, size, replace)</c>: with
    /// replacement <see cref="Integers(long, long)"/>, without it the start of a <see cref="Permutation"/> of the population.
    /// </summary>
    /// <param name="destination">The chosen numbers; overwritten.</param>
    /// <param name="population">The number of choices, at least 1.</param>
    /// <param name="replace">Whether a number may be chosen more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="population"/> is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is longer than the population, without replacement.
    /// </exception>
    public void Choice(Span<int> destination, int population, bool replace = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 1);
        if (replace)
        {
            Integers(destination, 0, population);
            return;
        }

        RefuseMoreThan(population, destination.Length);
        int[] rented = ArrayPool<int>.Shared.Rent(population);
        Span<int> order = rented.AsSpan(0, population);
        Permutation(order);
        order[..destination.Length].CopyTo(destination);
        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>
    /// Chooses among 0, 1, …, n - 1 with given probabilities, as NumPy's <c>choice(n, size, replace, p)</c>: the first number
    /// whose share of the running sum of the probabilities exceeds a <see cref="NextDouble"/>.
    /// </summary>
    /// <remarks>
    /// Without replacement NumPy draws as many numbers as are still missing, keeps each new one, sets the probability of those to
    /// 0, and goes round again.
    /// </remarks>
    /// <param name="destination">The chosen numbers; overwritten.</param>
    /// <param name="probabilities">The probability of each of the n numbers: not negative, of sum 1 within 1.5e-8.</param>
    /// <param name="replace">Whether a number may be chosen more than once.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="probabilities"/> is empty, has a negative or NaN element or a sum that is not 1; or
    /// <paramref name="destination"/> is longer than the number of probabilities above 0, without replacement.
    /// </exception>
    public void Choice(Span<int> destination, ReadOnlySpan<double> probabilities, bool replace = true)
    {
        int possible = CheckProbabilities(probabilities);
        if (!replace) RefuseMoreThan(possible, destination.Length);

        int count = probabilities.Length;
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        Span<double> shares = rented.AsSpan(0, count);
        if (replace)
        {
            RunningShares(probabilities, shares);
            foreach (ref int choice in destination) choice = FirstAbove(shares, NextDouble());
        }
        else
        {
            Span<double> remaining = rented.AsSpan(count, count);
            probabilities.CopyTo(remaining);
            for (int found = 0; found < destination.Length;)
            {
                RunningShares(remaining, shares);
                for (int missing = destination.Length - found; missing > 0; missing--)
                {
                    int choice = FirstAbove(shares, NextDouble());
                    if (remaining[choice] == 0) continue;
                    remaining[choice] = 0;
                    destination[found++] = choice;
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void RefuseMoreThan(int possible, int wanted)
    {
        if (wanted <= possible) return;
        throw new ArgumentException(
            $"destination must not be longer than the {possible} numbers to choose from without replacement; "
            + $"it has length {wanted}.",
            "destination");
    }

    // Returns how many can be chosen at all.
    private static int CheckProbabilities(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.IsEmpty) throw new ArgumentException("probabilities must not be empty.", nameof(probabilities));
        int possible = 0;
        double sum = 0, compensation = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double probability = probabilities[i];
            if (!(probability >= 0))
            {
                throw new ArgumentException(
                    $"probabilities must not be negative or NaN; the one at index {i} is {probability}.", nameof(probabilities));
            }

            if (probability > 0) possible++;
            double term = probability - compensation;
            double next = sum + term;
            compensation = next - sum - term;
            sum = next;
        }

        if (!(Math.Abs(sum - 1) <= ProbabilityTolerance))
            throw new ArgumentException($"probabilities must have the sum 1; their sum is {sum}.", nameof(probabilities));
        return possible;
    }

    private static void RunningShares(ReadOnlySpan<double> weights, Span<double> shares)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) shares[i] = sum += weights[i];
        foreach (ref double share in shares) share /= sum;
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
