using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Threading;

public sealed class EvenPartsTests
{
    private static readonly Arbitrary<(int Total, int Grain, int Most)> _cuts = (
        from total in Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(int.MaxValue - 100, int.MaxValue))
        from grain in Gen.Elements(1, 2, 8, 64)
        from most in Gen.Choose(1, 300)
        select (total, grain, most)).ToArbitrary();

    [Fact]
    public void Parts_follow_each_other_from_the_first_element_to_the_last() =>
        Laws.Check(_cuts, cut =>
        {
            EvenParts parts = new(cut.Total, cut.Grain, cut.Most);
            int next = 0;
            for (int part = 0; part < parts.Count; part++)
            {
                (int start, int end) = parts[part];
                if (start != next || end <= start) return $"part {part} of {parts.Count} is [{start}, {end}) but must start at {next}";
                if (end != cut.Total && end % cut.Grain != 0) return $"part {part} ends at {end}, inside a grain";
                next = end;
            }

            return Fault.Unless(next == cut.Total, $"the last part ends at {next}");
        });

    [Fact]
    public void The_number_of_parts_is_limited_by_grains_and_sizes_differ_by_one_grain_at_most() =>
        Laws.Check(_cuts, cut =>
        {
            EvenParts parts = new(cut.Total, cut.Grain, cut.Most);
            long grains = ((long)cut.Total + cut.Grain - 1) / cut.Grain;
            if (parts.Count != Math.Min(cut.Most, grains)) return $"{parts.Count} parts of {grains} grains";
            long[] sizes = [.. Enumerable.Range(0, parts.Count).Select(part => ((long)parts[part].End - parts[part].Start + cut.Grain - 1) / cut.Grain)];
            return Fault.Unless(sizes.Length == 0 || sizes.Max() - sizes.Min() <= 1, $"grains a part: {string.Join(' ', sizes)}");
        });
}
