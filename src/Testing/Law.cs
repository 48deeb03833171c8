using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace SimdOptim.Testing;

/// <summary>
/// A property that must hold, with the cases that it is checked with. It belongs to no test framework: <see cref="Check"/> throws
/// if the property fails.
/// </summary>
/// <remarks>
/// Every run checks the same cases. The environment variable <see cref="MaxTestsVariable"/> sets their number, and
/// <see cref="ReplayVariable"/> repeats the one case that a <see cref="LawBrokenException"/> reports.
/// </remarks>
/// <example>
/// Laws are the rows of an xunit theory, each shown by its name:
/// <code>
/// public static TheoryData&lt;Law&gt; Laws =&gt; [.. RuleLaws.Of(draw =&gt; new Lion(0.95 * draw.A, 0.95 * draw.B))];
///
/// [Theory, MemberData(nameof(Laws))]
/// public void Holds(Law law) =&gt; law.Check();
/// </code>
/// </example>
public sealed class Law
{
    /// <summary>The environment variable with the number of cases that each law is checked with, for example 10000.</summary>
    public const string MaxTestsVariable = "SIMDOPTIM_MAX_TESTS";

    /// <summary>The environment variable with the <see cref="LawBrokenException.Replay"/> of the only case to check.</summary>
    public const string ReplayVariable = "SIMDOPTIM_REPLAY";

    private static readonly Replay _start = new(new Rnd(20251123, 7), FSharpOption<int>.None);

    private readonly Action<Law> _check;

    private Law(string name, Action<Law> check)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _check = check;
    }

    /// <summary>Gets the name: what it holds for, and the property.</summary>
    public string Name { get; }

    /// <summary>Creates a law that holds for random cases.</summary>
    /// <typeparam name="TCase">What varies; its text is the counterexample, so a record is a good choice.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="cases">The generator of cases, and how a case is made smaller.</param>
    /// <param name="findFault">Returns what is wrong with a case, null if the law holds. An exception is a fault too.</param>
    /// <param name="caseCount">The number of cases, unless <see cref="MaxTestsVariable"/> is set.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty, or another argument is null.</exception>
    public static Law ForAll<TCase>(string name, Arbitrary<TCase> cases, Func<TCase, string?> findFault, int caseCount = 100)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(findFault);
        return new(name, law => law.Run(
            Prop.ForAll(cases, value =>
            {
                if (findFault(value) is { } fault) throw new FaultException(fault);
            }),
            caseCount));
    }

    /// <summary>Creates a law that has one case only.</summary>
    /// <param name="name">The name.</param>
    /// <param name="findFault">Returns what is wrong; null if the law holds. An exception is a fault too.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty, or the delegate is null.</exception>
    public static Law That(string name, Func<string?> findFault)
    {
        ArgumentNullException.ThrowIfNull(findFault);
        return new(name, law =>
        {
            try
            {
                if (findFault() is { } fault) throw new FaultException(fault);
            }
            catch (Exception exception)
            {
                throw new LawBrokenException(law.Name, null, exception, null);
            }
        });
    }

    /// <summary>Checks the law.</summary>
    /// <exception cref="LawBrokenException">It does not hold; the exception has the smallest counterexample.</exception>
    /// <exception cref="FormatException">An environment variable is set to something else than its numbers.</exception>
    public void Check() => _check(this);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private static T Read<T>(string variable, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException($"{variable} is '{text}', which is not of its format.", exception);
        }
    }

    private static Replay ParseReplay(string text)
    {
        string[] parts = text.Split(',');
        ulong[] numbers = [.. parts.Select(part => ulong.Parse(part, CultureInfo.InvariantCulture))];
        if (numbers.Length != 3) throw new FormatException();
        return new Replay(new Rnd(numbers[0], numbers[1]), FSharpOption<int>.Some((int)numbers[2]));
    }

    private void Run(Property property, int caseCount)
    {
        string? wanted = Environment.GetEnvironmentVariable(MaxTestsVariable);
        if (wanted is not null) caseCount = Read(MaxTestsVariable, wanted, text => int.Parse(text, CultureInfo.InvariantCulture));
        string? replay = Environment.GetEnvironmentVariable(ReplayVariable);
        Runner runner = new();
        property.Check(Config.Quick
            .WithRunner(runner)
            .WithReplay(FSharpOption<Replay>.Some(replay is null ? _start : Read(ReplayVariable, replay, ParseReplay)))
            .WithMaxTest(caseCount));
        switch (runner.Result)
        {
            case TestResult.Failed failed:
                Rnd seed = failed.Item6; // of the case; Item5 is the seed of the whole run
                throw new LawBrokenException(
                    Name,
                    string.Join(", ", failed.Item3),
                    ((Outcome.Failed)failed.Item4).Item,
                    string.Create(CultureInfo.InvariantCulture, $"{seed.Seed},{seed.Gamma},{failed.Item7}"));
            case TestResult.Exhausted:
                throw new InvalidOperationException($"{Name}: the generator rejected too many cases.");
        }
    }

    /// <summary>Says what is wrong with a case.</summary>
    internal sealed class FaultException(string fault) : Exception(fault);

    /// <summary>Keeps the result instead of printing it.</summary>
    private sealed class Runner : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(
            int ntest,
            Microsoft.FSharp.Collections.FSharpList<object> args,
            FSharpFunc<int, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(
            Microsoft.FSharp.Collections.FSharpList<object> args,
            FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult testResult) => Result = testResult;
    }
}
