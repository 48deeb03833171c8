using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests;

/// <summary>How properties are checked: always from the same seed, shrunk, and on request with more cases.</summary>
internal static class Laws
{
    /// <summary>Set to a number, it is how many cases each property is checked with.</summary>
    public const string MaxTestsVariable = "SIMDOPTIM_MAX_TESTS";

    private const ulong Seed = 20251123;

    private const ulong Gamma = 7;

    /// <summary>The way to check a property with so many cases.</summary>
    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithReplay(Seed, Gamma).WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable(MaxTestsVariable), out int wanted) ? wanted : count);

    /// <summary>Checks a law that says what is wrong with a case, or nothing if the law holds for it.</summary>
    public static void Check<TCase>(Arbitrary<TCase> cases, Func<TCase, string?> law, int maxTest = 100) =>
        Prop.ForAll(cases, value => law(value) is { } fault ? false.Label(fault) : true.Label("the law holds")).Check(Cases(maxTest));

    /// <summary>Says what is wrong if a condition fails.</summary>
    public static string? Holds(bool condition, string otherwise) => condition ? null : otherwise;
}
