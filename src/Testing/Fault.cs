using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Testing;

/// <summary>
/// The comparisons of which laws are made. Each returns what is wrong, or null, so that <c>??</c> joins them. Each fails on NaN.
/// </summary>
public static class Fault
{
    /// <summary>Says where two arrays do not have the same bits: NaN equals nothing, and -0 is not +0.</summary>
    /// <inheritdoc cref="IfFar{T}"/>
    public static string? IfBitsDiffer<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Find(expected, actual, what, (left, right) => left == right && T.IsNegative(left) == T.IsNegative(right));

    /// <summary>
    /// Says where two arrays do not have the same bits, except that NaN equals NaN: its payload may depend on the processor.
    /// </summary>
    /// <inheritdoc cref="IfFar{T}"/>
    public static string? IfBitsDifferBesideNaN<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Find(
            expected,
            actual,
            what,
            (left, right) => (T.IsNaN(left) && T.IsNaN(right)) || (left == right && T.IsNegative(left) == T.IsNegative(right)));

    /// <summary>Says where two arrays differ: NaN equals nothing, and -0 equals +0.</summary>
    /// <inheritdoc cref="IfFar{T}"/>
    public static string? IfValuesDiffer<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Find(expected, actual, what, (left, right) => left == right);

    /// <summary>Says where values are further from the expected ones than <c>tolerance·max(1, |expected|)</c>, or NaN.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="expected">The expected values.</param>
    /// <param name="actual">The values; another number of them is a fault too.</param>
    /// <param name="what">What they are, for the text.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <returns>For example <c>parameters[3] must be 0.5; it is NaN</c>; null if nothing is wrong.</returns>
    public static string? IfFar<T>(ReadOnlySpan<double> expected, ReadOnlySpan<T> actual, string what, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (expected.Length != actual.Length) return WrongLength(expected.Length, actual.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            double bound = tolerance * Math.Max(1, Math.Abs(expected[i]));
            if (IfFar(expected[i], double.CreateChecked(actual[i]), $"{what}[{i}]", bound) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>Says whether a number is further from the expected one than a bound, or NaN.</summary>
    /// <param name="expected">The expected number.</param>
    /// <param name="actual">The number.</param>
    /// <param name="what">What it is, for the text.</param>
    /// <param name="bound">The largest absolute difference.</param>
    public static string? IfFar(double expected, double actual, string what, double bound) =>
        Math.Abs(actual - expected) <= bound
            ? null
            : FormattableString.Invariant($"{what} must be {expected:R}; it is {actual:R}");

    /// <summary>Says where a value is NaN or infinite.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="what">What they are, for the text.</param>
    public static string? IfNotFinite<T>(ReadOnlySpan<T> values, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
            if (!T.IsFinite(values[i])) return FormattableString.Invariant($"{what}[{i}] must be finite; it is {values[i]}");
        return null;
    }

    /// <summary>Says what is wrong if a condition fails.</summary>
    /// <param name="condition">The condition, in which a comparison with NaN is false.</param>
    /// <param name="otherwise">What is wrong where it fails.</param>
    public static string? Unless(bool condition, string otherwise) => condition ? null : otherwise;

    /// <summary>Says whether a call does not throw an exception of a type that names an argument.</summary>
    /// <typeparam name="TException">The type, or one that it derives from.</typeparam>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="call">The call.</param>
    /// <param name="says">What the message must say, beside the name.</param>
    /// <param name="text">The call as text.</param>
    public static string? UnlessRefused<TException>(
        string argument, Action call, string says = "", [CallerArgumentExpression(nameof(call))] string text = "")
        where TException : ArgumentException
    {
        try
        {
            call();
        }
        catch (TException exception) when (exception.ParamName == argument)
        {
            return Unless(exception.Message.Contains(says), $"{text} must say '{says}'; it says '{exception.Message}'");
        }
        catch (ArgumentException exception)
        {
            string thrown = $"{exception.GetType().Name}: {exception.Message}";
            return $"{text} must name {argument} in an {typeof(TException).Name}; it threw {thrown}";
        }

        return $"{text} must throw an {typeof(TException).Name} that names {argument}; it did not throw";
    }

    /// <summary>Says whether calls allocate memory on this thread, on the managed heap.</summary>
    /// <param name="call">The call; its first one may allocate.</param>
    /// <param name="count">The number of calls that are measured.</param>
    /// <remarks>
    /// The runtime's count can be too large by what a background collection takes back from a thread, never too small: nothing is
    /// allocated if it counts nothing in one of several attempts.
    /// </remarks>
    public static string? IfAllocates(Action call, int count = 100)
    {
        const int attempts = 5;
        call();
        long fewest = long.MaxValue;
        for (int attempt = 0; attempt < attempts && fewest > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++) call();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest == 0 ? null : $"{count} calls must allocate nothing; they allocate {fewest} bytes";
    }

    private static string? Find<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what, Func<T, T, bool> equals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (expected.Length != actual.Length) return WrongLength(expected.Length, actual.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!equals(expected[i], actual[i]))
                return FormattableString.Invariant($"{what}[{i}] must be {expected[i]:R}; it is {actual[i]:R}");
        }

        return null;
    }

    private static string WrongLength(int expected, int actual, string what) =>
        $"{what} must have length {expected}; it has length {actual}";
}
