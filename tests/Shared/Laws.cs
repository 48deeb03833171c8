using System.Runtime.CompilerServices;
using FsCheck;

namespace SimdOptim.Tests;

/// <summary>Checks a property in a test, as a <see cref="Law"/> with the name of the test.</summary>
internal static class Laws
{
    /// <summary>Checks a property. The function returns what is wrong with a case, or null if the property holds.</summary>
    public static void Check<TCase>(
        Arbitrary<TCase> cases, Func<TCase, string?> findFault, int maxTest = 100, [CallerMemberName] string name = "") =>
        Law.ForAll(name, cases, findFault, maxTest).Check();

    /// <summary>Returns what is wrong if a condition is false, otherwise null.</summary>
    public static string? Holds(bool condition, string otherwise) => Fault.Unless(condition, otherwise);

    /// <summary>Returns the configuration for checking a property with a number of cases.</summary>
    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithReplay(20251123, 7).WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable(Law.MaxTestsVariable), out int wanted) ? wanted : count);
}
