using System.Runtime.CompilerServices;
using FsCheck;

namespace SimdOptim.Tests;

/// <summary>How a test checks a property of its own: as a <see cref="Law"/> that has the test's name.</summary>
internal static class Laws
{
    /// <summary>Checks a law that says what is wrong with a case, or nothing if the law holds for it.</summary>
    public static void Check<TCase>(
        Arbitrary<TCase> cases, Func<TCase, string?> findFault, int maxTest = 100, [CallerMemberName] string name = "") =>
        Law.ForAll(name, cases, findFault, maxTest).Check();

    /// <summary>Says what is wrong if a condition fails.</summary>
    public static string? Holds(bool condition, string otherwise) => Fault.Unless(condition, otherwise);

    /// <summary>The way to check a property with so many cases.</summary>
    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithReplay(20251123, 7).WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable(Law.MaxTestsVariable), out int wanted) ? wanted : count);
}
