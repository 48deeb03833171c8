using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests;

/// <summary>Checks a property in a test, as a <see cref="Law"/> with the name of the test.</summary>
internal static class Laws
{
    /// <summary>Checks a property. The function returns what is wrong with a case, or null if the property holds.</summary>
    public static void Check<TCase>(
        Arbitrary<TCase> cases, Func<TCase, string?> findFault, int maxTest = 100, [CallerMemberName] string name = "") =>
        Law.ForAll(name, cases, findFault, maxTest).Check();

    /// <summary>Checks a property whose name says all about it.</summary>
    public static void Check<TCase>(
        Arbitrary<TCase> cases, Func<TCase, bool> holds, int maxTest = 100, [CallerMemberName] string name = "") =>
        Check(cases, value => Fault.Unless(holds(value), "it does not hold"), maxTest, name);

    /// <summary>Returns all pairs of cases; each part is shrunk alone.</summary>
    public static Arbitrary<(TFirst, TSecond)> And<TFirst, TSecond>(this Arbitrary<TFirst> first, Arbitrary<TSecond> second) => Arb.From(
        from one in first.Generator
        from two in second.Generator
        select (one, two),
        pair => first.Shrinker(pair.one).Select(one => (one, pair.two))
            .Concat(second.Shrinker(pair.two).Select(two => (pair.one, two))));
}
