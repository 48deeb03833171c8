using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

/// <summary>Properties for every seed, length and range.</summary>
public class NumPyRandomLaws
{
    private static readonly Arbitrary<uint> _seeds = ArbMap.Default.ArbFor<uint>();

    [Fact]
    public void A_permutation_holds_every_index_once() =>
        Laws.Check(_seeds.And(Lengths(0, 700)), given =>
        {
            var (seed, length) = given;
            int[] order = new int[length];
            new NumPyRandom(seed).Permutation(order);
            return order.Order().SequenceEqual(Enumerable.Range(0, length));
        });

    [Fact]
    public void A_shuffle_keeps_every_item_and_follows_the_permutation() =>
        Laws.Check(_seeds.And(ArbMap.Default.ArbFor<string[]>()), given =>
        {
            var (seed, items) = given;
            string[] shuffled = [.. items];
            int[] order = new int[items.Length];
            new NumPyRandom(seed).Shuffle<string>(shuffled);
            new NumPyRandom(seed).Permutation(order);
            return shuffled.SequenceEqual(order.Select(index => items[index]));
        });

    [Fact]
    public void Shuffled_rows_stay_whole_and_follow_the_permutation() =>
        Laws.Check(_seeds.And(Lengths(0, 60)).And(Lengths(1, 9)), given =>
        {
            var ((seed, rows), columns) = given;
            int[] items = [.. Enumerable.Range(0, rows * columns)];
            int[] order = new int[rows];
            new NumPyRandom(seed).ShuffleRows<int>(items, columns);
            new NumPyRandom(seed).Permutation(order);
            return items.SequenceEqual(order.SelectMany(row => Enumerable.Range(row * columns, columns)));
        });

    [Fact]
    public void Uniform_draws_stay_within_their_bounds() =>
        Laws.Check(_seeds.And(Finite()).And(Finite()), given =>
        {
            var ((seed, a), b) = given;
            (double low, double high) = (Math.Min(a, b), Math.Max(a, b));
            double[] values = new double[100];
            new NumPyRandom(seed).Uniform<double>(values, low, high);
            return values.All(value => value >= low && value <= high);
        });

    [Fact]
    public void Integers_stay_within_their_bounds_and_agree_in_every_form() =>
        Laws.Check(_seeds.And(Longs()).And(Longs()), given =>
        {
            var ((seed, a), b) = given;
            if (a == b) b = a == long.MaxValue ? a - 1 : a + 1;
            (long low, long high) = (Math.Min(a, b), Math.Max(a, b));
            long[] values = new long[50];
            new NumPyRandom(seed).Integers(values, low, high);
            NumPyRandom single = new(seed);
            return values.All(value => value >= low && value < high && value == single.Integers(low, high));
        });

    [Fact]
    public void Integers_of_32_bits_are_those_of_64_bits() =>
        Laws.Check(_seeds.And(ArbMap.Default.ArbFor<DoNotSize<int>>()).And(Lengths(1, 1000)), given =>
        {
            var ((seed, start), width) = given;
            int low = Math.Min(start.Item, int.MaxValue - 1000);
            int[] narrow = new int[50];
            long[] wide = new long[50];
            new NumPyRandom(seed).Integers(narrow, low, low + width);
            new NumPyRandom(seed).Integers(wide, low, (long)low + width);
            return narrow.Select(value => (long)value).SequenceEqual(wide);
        });

    [Fact]
    public void A_choice_without_replacement_never_repeats() =>
        Laws.Check(_seeds.And(Lengths(1, 200)).And(Lengths(0, 200)), given =>
        {
            var ((seed, population), wanted) = given;
            int[] chosen = new int[Math.Min(wanted, population)];
            new NumPyRandom(seed).Choice(chosen, population, replace: false);
            return chosen.Distinct().Count() == chosen.Length && chosen.All(choice => choice >= 0 && choice < population);
        });

    [Fact]
    public void Numbers_of_probability_zero_are_never_chosen() =>
        Laws.Check(_seeds.And(Lengths(1, 30)).And(ArbMap.Default.ArbFor<bool>()), given =>
        {
            var ((seed, population), replace) = given;
            double[] weights = new double[population];
            NumPyRandom random = new(seed);
            random.Uniform<double>(weights);
            for (int i = 1; i < population; i += 2) weights[i] = 0;
            double sum = weights.Sum();
            int[] chosen = new int[(population + 1) / 2];
            random.Choice(chosen, weights.Select(weight => weight / sum).ToArray(), replace);
            return chosen.All(choice => choice % 2 == 0) && (replace || chosen.Distinct().Count() == chosen.Length);
        });

    private static Arbitrary<int> Lengths(int low, int high) => Gen.Choose(low, high).ToArbitrary();

    private static Arbitrary<double> Finite() =>
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => value.Get / 4).ToArbitrary();

    // Ranges of every width from 1 to 64 bits, not only small ones.
    private static Arbitrary<long> Longs() =>
        ArbMap.Default.GeneratorFor<DoNotSize<long>>()
            .SelectMany(value => Gen.Choose(0, 63).Select(shift => value.Item >> shift))
            .ToArbitrary();
}
