using System.Collections;
using FsCheck;

namespace SimdOptim.Testing;

/// <summary>All laws of one thing, such as an update rule: enumerating the set creates them.</summary>
public abstract class LawSet : IEnumerable<Law>
{
    private protected LawSet(string subject) => Subject = subject;

    /// <summary>Gets what the laws are about: the names of the laws begin with it.</summary>
    public string Subject { get; init; }

    /// <inheritdoc/>
    public IEnumerator<Law> GetEnumerator() => CreateLaws().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected abstract IEnumerable<Law> CreateLaws();

    private protected Law ForAll<TCase>(
        string property, Arbitrary<TCase> cases, Func<TCase, string?> findFault, int caseCount = 100) =>
        Law.ForAll($"{Subject}: {property}", cases, findFault, caseCount);

    private protected Law Describes(Func<Draw, Description> first, Func<Draw, Description> second) => ForAll(
        "describes itself by its hyperparameters", Draw.Any, draw => first(draw).FindDifference(second(draw)), 20);

    private protected Law That(string property, Func<string?> findFault) => Law.That($"{Subject}: {property}", findFault);
}
