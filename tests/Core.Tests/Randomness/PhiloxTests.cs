using SimdOptim.Randomness;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Randomness;

/// <summary>The published figures and the layout of a stream.</summary>
public class PhiloxTests
{
    private const int Million = 1_000_000;

    // The known answers of Random123, the authors' library, and one of an independent implementation.
    public static TheoryData<UInt128, ulong, UInt128> KnownAnswers => new()
    {
        { Words(0, 0, 0, 0), Key(0, 0), Words(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8) },
        {
            Words(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff), Key(0xffffffff, 0xffffffff),
            Words(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)
        },
        {
            Words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), Key(0xa4093822, 0x299f31d0),
            Words(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)
        },
        { Words(1, 7, 42, 0), Key(5, 9), Words(0x62541dfa, 0x51d603e1, 0xfe0afcee, 0x220c6129) },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void A_block_is_the_known_answer(UInt128 counter, ulong key, UInt128 expected) =>
        Assert.Equal(expected, Philox.Block(counter, key));

    [Fact]
    public void Words_have_the_documented_positions()
    {
        const ulong seed = 0x123456789abcdef0, step = 0xfedcba9876543210;
        const uint stream = 77;
        foreach (long first in new[] { 0, 3, 1L << 33, Philox.StreamLength - 100 })
        {
            uint[] words = new uint[100];
            Philox.Fill(words, seed, step, stream, first);
            for (int i = 0; i < words.Length; i++)
            {
                long position = first + i;
                UInt128 counter = Words((uint)(position / 4), stream, unchecked((uint)step), (uint)(step >> 32));
                UInt128 block = Philox.Block(counter, seed);
                Assert.Equal((uint)(block >> (32 * (int)(position % 4))), words[i]);
            }
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        const uint nearTheEnd = uint.MaxValue - 70;
        for (int length = 0; length <= 200; length++)
        {
            uint[] expected = Advance<ScalarWords>();
            AssertPrefix(Advance<Words128>(), 2);
            AssertPrefix(Advance<Words256>(), 4);
            AssertPrefix(Advance<Words512>(), 8);
            AssertPrefix(Advance<RegisterPair<Words128>>(), 4);
            AssertPrefix(Advance<RegisterPair<Words256>>(), 8);
            AssertPrefix(Advance<RegisterPair<Words512>>(), 16);

            uint[] Advance<TLanes>()
                where TLanes : struct, IWordLanes<TLanes>
            {
                uint[] words = new uint[length];
                int end = Philox.Advance<TLanes>(words, 0, nearTheEnd, 2, 3, 4, 5);
                Assert.Equal(length - (length % (4 * TLanes.Count)), end);
                Assert.All(words[end..], word => Assert.Equal(0u, word));
                return words[..end];
            }

            void AssertPrefix(uint[] actual, int lanes)
            {
                Assert.Equal(length / (4 * lanes) * 4 * lanes, actual.Length);
                Assert.Equal(expected[..actual.Length], actual);
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.86)]
    [InlineData(1)]
    public void A_mask_of_a_million_has_mean_one_and_the_variance_of_its_keep(double keep)
    {
        float[] mask = new float[Million];
        Philox.FillMask<float>(mask, keep, 3);
        double mean = mask.Average(value => (double)value);
        double variance = mask.Average(value => (value - mean) * (value - mean));
        double deviation = Math.Sqrt((1 - keep) / keep / Million);
        Assert.InRange(mean, 1 - (5 * deviation) - 1e-7, 1 + (5 * deviation) + 1e-7);
        Assert.Equal((1 - keep) / keep, variance, (1 - keep) / keep * 0.02);
        Assert.All(mask, value => Assert.True(value == 0 || value == (float)(1 / keep)));
    }

    [Fact]
    public void The_words_of_a_million_are_uniform_in_every_bit_and_not_correlated()
    {
        uint[] words = new uint[Million];
        Philox.Fill(words, 11, 5, 2);
        for (int bit = 0; bit < 32; bit++)
            Assert.InRange(words.Count(word => (word >> bit & 1) == 1), (Million / 2) - 2500, (Million / 2) + 2500);
        double[] centred = [.. words.Select(word => (word / 4294967296.0) - 0.5)];
        Assert.Equal(1 / 12.0, centred.Average(value => value * value), 4e-4);
        foreach (int lag in new[] { 1, 2, 3, 4, 8, 16, 32 })
        {
            double product = Reductions.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, Million - lag));
            Assert.InRange(product / (Million / 12.0), -5e-3, 5e-3);
        }
    }

    [Fact]
    public void Seeds_steps_and_streams_differ()
    {
        uint[][] all =
        [
            Filled(0, 0, 0), Filled(1, 0, 0), Filled(1UL << 32, 0, 0), Filled(0, 1, 0), Filled(0, 1UL << 32, 0), Filled(0, 0, 1),
        ];
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < i; j++) Assert.True(all[i].Zip(all[j]).Count(pair => pair.First == pair.Second) <= 1);
        }

        static uint[] Filled(ulong seed, ulong step, uint stream)
        {
            uint[] words = new uint[1000];
            Philox.Fill(words, seed, step, stream);
            return words;
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        uint[] words = new uint[1001];
        float[] singles = new float[1001];
        double[] doubles = new double[1001];
        void FillAll(ulong step)
        {
            Philox.Fill(words, 1, step, 2, 3);
            Philox.FillMask<float>(singles, 0.7, 1, step, 2, 3);
            Philox.FillMask<double>(doubles, 0.7, 1, step, 2, 3);
        }

        for (ulong step = 0; step < 50; step++) FillAll(step);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong step = 0; step < 500; step++) FillAll(step);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static UInt128 Words(uint word0, uint word1, uint word2, uint word3) =>
        new(((ulong)word3 << 32) | word2, ((ulong)word1 << 32) | word0);

    private static ulong Key(uint word0, uint word1) => ((ulong)word1 << 32) | word0;
}
