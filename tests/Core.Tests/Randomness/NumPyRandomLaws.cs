using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

/// <summary>Properties for every seed, length and range.</summary>
public class NumPyRandomLaws
{
    private static readonly Arbitrary<uint> _seeds = ArbMap.Default.ArbFor<uint>();
    private static readonly Config _replayed = Laws.Cases(100);

    [Fact]
    public void A_permutation_holds_every_index_once() =>
        Prop.ForAll(_seeds, Lengths(0, 700), (seed, length) =>
        {
            int[] order = new int[length];
            new NumPyRandom(seed).Permutation(order);
            return order.Order().SequenceEqual(Enumerable.Range(0, length));
        }).Check(_replayed);

    [Fact]
    public void A_shuffle_keeps_every_item_and_follows_the_permutation() =>
        Prop.ForAll(_seeds, ArbMap.Default.ArbFor<string[]>(), (seed, items) =>
        {
            string[] shuffled = [.. items];
            int[] order = new int[items.Length];
            new NumPyRandom(seed).Shuffle<string>(shuffled);
            new NumPyRandom(seed).Permutation(order);
            return shuffled.SequenceEqual(order.Select(index => items[index]));
        }).Check(_replayed);

    [Fact]
    public void Shuffled_rows_stay_whole_and_follow_the_permutation() =>
        Prop.ForAll(_seeds, Lengths(0, 60), Lengths(1, 9), (seed, rows, columns) =>
        {
            int[] items = [.. Enumerable.Range(0, rows * columns)];
            int[] order = new int[rows];
            new NumPyRandom(seed).ShuffleRows<int>(items, columns);
            new NumPyRandom(seed).Permutation(order);
            return items.SequenceEqual(order.SelectMany(row => Enumerable.Range(row * columns, columns)));
        }).Check(_replayed);

    [Fact]
    public void Uniform_draws_stay_within_their_bounds() =>
        Prop.ForAll(_seeds, Finite(), Finite(), (seed, a, b) =>
        {
            (double low, double high) = (Math.Min(a, b), Math.Max(a, b));
            double[] values = new double[100];
            new NumPyRandom(seed).Uniform<double>(values, low, high);
            return values.All(value => value >= low && value <= high);
        }).Check(_replayed);

    [Fact]
    public void Integers_stay_within_their_bounds_and_agree_in_every_form() =>
        Prop.ForAll(_seeds, Longs(), Longs(), (seed, a, b) =>
        {
            if (a == b) b = a == long.MaxValue ? a - 1 : a + 1;
            (long low, long high) = (Math.Min(a, b), Math.Max(a, b));
            long[] values = new long[50];
            new NumPyRandom(seed).Integers(values, low, high);
            NumPyRandom single = new(seed);
            return values.All(value => value >= low && value < high && value == single.Integers(low, high));
        }).Check(_replayed);

    [Fact]
    public void Integers_of_32_bits_are_those_of_64_bits() =>
        Prop.ForAll(_seeds, ArbMap.Default.ArbFor<DoNotSize<int>>(), Lengths(1, 1000), (seed, start, width) =>
        {
            int low = Math.Min(start.Item, int.MaxValue - 1000);
            int[] narrow = new int[50];
            long[] wide = new long[50];
            new NumPyRandom(seed).Integers(narrow, low, low + width);
            new NumPyRandom(seed).Integers(wide, low, (long)low + width);
            return narrow.Select(value => (long)value).SequenceEqual(wide);
        }).Check(_replayed);

    [Fact]
    public void A_choice_without_replacement_never_repeats() =>
        Prop.ForAll(_seeds, Lengths(1, 200), Lengths(0, 200), (seed, population, wanted) =>
        {
            int[] chosen = new int[Math.Min(wanted, population)];
            new NumPyRandom(seed).Choice(chosen, population, replace: false);
            return chosen.Distinct().Count() == chosen.Length && chosen.All(choice => choice >= 0 && choice < population);
        }).Check(_replayed);

    [Fact]
    public void Numbers_of_probability_zero_are_never_chosen() =>
        Prop.ForAll(_seeds, Lengths(1, 30), ArbMap.Default.ArbFor<bool>(), (seed, population, replace) =>
        {
            double[] weights = new double[population];
            NumPyRandom random = new(seed);
            random.Uniform<double>(weights);
            for (int i = 1; i < population; i += 2) weights[i] = 0;
            double sum = weights.Sum();
            int[] chosen = new int[(population + 1) / 2];
            random.Choice(chosen, weights.Select(weight => weight / sum).ToArray(), replace);
            return chosen.All(choice => choice % 2 == 0) && (replace || chosen.Distinct().Count() == chosen.Length);
        }).Check(_replayed);

    private static Arbitrary<int> Lengths(int low, int high) => Gen.Choose(low, high).ToArbitrary();

    private static Arbitrary<double> Finite() =>
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => value.Get / 4).ToArbitrary();

    // Ranges of every width from 1 to 64 bits, not only small ones.
    private static Arbitrary<long> Longs() =>
        ArbMap.Default.GeneratorFor<DoNotSize<long>>()
            .SelectMany(value => Gen.Choose(0, 63).Select(shift => value.Item >> shift))
            .ToArbitrary();
}
