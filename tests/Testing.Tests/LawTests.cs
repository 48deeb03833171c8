using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests;

[Collection(nameof(AloneCollection))] // sets environment variables
public sealed class LawTests
{
    private static readonly Arbitrary<Pair> _pairs = Arb.From(
        from left in Gen.Choose(0, 1000)
        from right in Gen.Choose(0, 1000)
        select new Pair(left, right),
        pair => Smaller(pair.Left).Select(left => pair with { Left = left })
            .Concat(Smaller(pair.Right).Select(right => pair with { Right = right })));

    [Fact]
    public void A_law_that_holds_is_checked_with_every_case()
    {
        int cases = 0;
        Law.ForAll("counts", _pairs, _ => Count(ref cases), 70).Check();
        Assert.Equal(70, cases);

        using (new Variable(Law.MaxTestsVariable, "500")) Law.ForAll("counts", _pairs, _ => Count(ref cases), 70).Check();
        Assert.Equal(570, cases);
    }

    [Fact]
    public void A_broken_law_has_the_smallest_counterexample_and_what_is_wrong_with_it()
    {
        Law law = Law.ForAll("is below 300", _pairs, pair => Fault.Unless(pair.Left < 300, $"{pair.Left} is too large"));
        LawBrokenException broken = Assert.Throws<LawBrokenException>(law.Check);

        Assert.Equal("is below 300", law.ToString());
        Assert.Equal("Pair { Left = 300, Right = 0 }", broken.Counterexample);
        Assert.Equal("300 is too large", broken.Fault);
        Assert.Null(broken.InnerException);
        Assert.Equal(
            $"The law does not hold: is below 300\n  300 is too large\n  counterexample: Pair {{ Left = 300, Right = 0 }}\n"
            + $"  replay with the environment variable SIMDOPTIM_REPLAY={broken.Replay}",
            broken.Message);
    }

    [Fact]
    public void A_replay_checks_the_case_that_failed()
    {
        List<int> seen = [];
        Law rare = Law.ForAll("is never divisible by 97", _pairs, pair =>
        {
            seen.Add(pair.Left);
            return Fault.Unless(pair.Left % 97 != 5, "it is");
        }, 1000);
        LawBrokenException first = Assert.Throws<LawBrokenException>(rare.Check);
        int failed = seen.First(left => left % 97 == 5);
        Assert.NotEqual(failed, seen[0]);

        seen.Clear();
        using Variable replay = new(Law.ReplayVariable, first.Replay!);
        LawBrokenException second = Assert.Throws<LawBrokenException>(rare.Check);
        Assert.Equal(failed, seen[0]);
        Assert.Equal((first.Message, first.Replay), (second.Message, second.Replay));
    }

    [Theory]
    [InlineData(Law.MaxTestsVariable, "many")]
    [InlineData(Law.ReplayVariable, "1,2")]
    [InlineData(Law.ReplayVariable, "1;2;3")]
    public void A_variable_of_another_format_is_named(string variable, string text)
    {
        using Variable set = new(variable, text);
        FormatException fault = Assert.Throws<FormatException>(Law.ForAll("holds", _pairs, _ => null).Check);
        Assert.Equal($"{variable} is '{text}', which is not of its format.", fault.Message);
    }

    [Fact]
    public void An_exception_is_a_fault()
    {
        Law works = Law.ForAll("works", _pairs, _ => throw new TimeoutException("late"));
        LawBrokenException many = Assert.Throws<LawBrokenException>(works.Check);
        Assert.Equal(("TimeoutException: late", "Pair { Left = 0, Right = 0 }"), (many.Fault, many.Counterexample));
        Assert.IsType<TimeoutException>(many.InnerException);

        works = Law.That("works", () => throw new TimeoutException("late"));
        LawBrokenException one = Assert.Throws<LawBrokenException>(works.Check);
        Assert.Equal(("The law does not hold: works\n  TimeoutException: late", null), (one.Message, one.Replay));
        Law.That("works", () => null).Check();
    }

    private static string? Count(ref int cases)
    {
        cases++;
        return null;
    }

    private static IEnumerable<int> Smaller(int value) =>
        new[] { 0, value / 2, value - 1 }.Where(n => n >= 0 && n < value).Distinct();

    private sealed record Pair(int Left, int Right);

    private sealed class Variable : IDisposable
    {
        private readonly string _name;

        public Variable(string name, string value)
        {
            _name = name;
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, null);
    }
}
