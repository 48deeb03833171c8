using System.Numerics;
using SimdOptim.Tests.Arguments.Tables;

namespace SimdOptim.Tests.Arguments;

/// <summary>
/// Every public signature of Core, Network and Data refuses what does not fit, by name, before it writes; one that is not in the
/// tables, or that they do not cover argument by argument, fails here.
/// </summary>
public class ArgumentTests
{
    private static readonly PublicSignature[] _signatures = PublicSignature.Of(
        [.. DocumentedExceptions.Assemblies.SelectMany(assembly => assembly.GetTypes())]);

    private static readonly Dictionary<string, BadCalls> _tables = Enumerable.ToDictionary(
    [
        .. DataCalls.All(),
        .. DescriptionCalls.All(),
        .. GradientCalls.All(),
        .. InitializerCalls.All(),
        .. LayerCalls.All(),
        .. LossCalls.All(),
        .. NetworkCalls.All(),
        .. OptimizerCalls.All(),
        .. RandomnessCalls.All(),
        .. ScheduleCalls.All(),
        .. SimdCalls.All(),
        .. StorageCalls.All(),
        .. TrainingCalls.All(),
    ],
    calls => calls.Signature);

    public static TheoryData<string> Signatures => [.. _tables.Keys];

    [Fact]
    public void Every_public_signature_has_bad_calls_for_each_of_its_arguments() => AssertNone(FindUncovered(_signatures));

    [Fact]
    public void Every_entry_is_of_a_signature_that_there_is() =>
        AssertNone(_tables.Keys.Except(_signatures.Select(signature => signature.Text)).Select(text => $"{text}: there is none such"));

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Bad_calls_are_refused_by_name_before_anything_is_written(string signature) =>
        AssertNone(_tables[signature].Run());

    [Fact]
    public void Every_exception_is_documented() => AssertNone(
        from signature in _signatures
        where _tables.ContainsKey(signature.Text) && !signature.IsInitializer
        from exception in _tables[signature.Text].Calls.Where(signature.Takes).Select(call => call.Expected).Distinct()
        where !DocumentedExceptions.Contains(signature, exception)
        select $"{signature.Text}: its documentation needs an <exception cref=\"{exception.Name}\">");

    [Fact]
    public void What_is_new_is_found_and_told_what_it_needs()
    {
        string[] faults = [.. FindUncovered(PublicSignature.Of([typeof(NewType)]))];
        Assert.Equal(3, faults.Length);
        Assert.StartsWith("ArgumentTests.NewType(int?) has no bad calls", faults[0]);
        Assert.Contains("RefusesRange(\"count\", …)", faults[0]);
        Assert.StartsWith("ArgumentTests.NewType.Rate = double", faults[1]);
        Assert.Contains("RefusesNumbers(\"Rate\", …)", faults[1]);
        Assert.StartsWith("ArgumentTests.NewType.Write<T>(string, Span<T>, bool)", faults[2]);
        foreach (string need in new[] { "RefusesElements(\"T\", …)", "RefusesNull(\"name\", …)", "Refuses(\"values\", …)", "Keeps(…)" })
            Assert.Contains(need, faults[2]);
    }

    [Fact]
    public void A_call_that_is_not_refused_or_too_late_or_by_another_name_is_found()
    {
        int[] memory = [1];
        Assert.Contains("threw nothing", Fault(() => { }));
        Assert.Contains("it names other", Fault(() => throw new ArgumentException("", "other")));
        Assert.Contains("ArgumentException; it threw System.InvalidOperation", Fault(() => throw new InvalidOperationException()));
        Assert.Contains("has written", Fault(() => throw new ArgumentException("", $"x{memory[0]++}"[..1])));
        BadCalls withoutValue = new BadCalls("F(int)").RefusesRange("x", () => throw new ArgumentOutOfRangeException("x"));
        Assert.Contains("show the value", Assert.Single(withoutValue.Run()));

        string Fault(Action call) => Assert.Single(new BadCalls("F(int)").Keeps(memory.ToArray).Refuses("x", call).Run());
    }

    private static IEnumerable<string> FindUncovered(PublicSignature[] signatures)
    {
        ArgumentRules rules = new(signatures);
        foreach (PublicSignature signature in signatures.Where(rules.NeedsCalls))
        {
            bool isThere = _tables.TryGetValue(signature.Text, out BadCalls? calls);
            string[] missing = [.. rules.FindMissing(signature, calls ?? new BadCalls(signature.Text))];
            if (missing is []) continue;
            yield return $"{signature.Text} has {(isThere ? "not all" : "no")} bad calls. "
                + $"Into a table of tests/Network.Tests/Arguments/Tables, as new BadCalls(\"{signature.Text}\"), "
                + $"put .{string.Join(", .", missing)}; or .Takes(\"…\", \"why anything is right\").";
        }
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        string all = string.Join("\n", faults);
        Assert.True(all.Length == 0, all);
    }

    public sealed class NewType(int? count)
    {
        public int? Count => count;

        public double Rate { get; set; }

        public bool Anything { get; set; }

        public static void Write<T>(string name, Span<T> values, bool anything)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => values.Clear();

        public override string ToString() => $"{Count} {Rate} {Anything}";
    }
}
