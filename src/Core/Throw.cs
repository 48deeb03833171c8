using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim;

/// <summary>Where arguments are refused: one place for each kind of fault, so that every message reads alike.</summary>
internal static class Throw
{
    /// <summary>Refuses any element type but <see cref="float"/> and <see cref="double"/>, by name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfNotSupported<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) NotSupported(typeof(T));
    }

    /// <summary>Refuses a span whose length is not the one expected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfLengthIsNot<T>(
        int expected, ReadOnlySpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != expected) WrongLength(expected, span.Length, name);
    }

    /// <summary>Refuses two spans that share memory, where writing one would change the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfOverlapping<T>(
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (first.Overlaps(second)) Overlapping(firstName, secondName);
    }

    /// <summary>Refuses two spans that share memory without beginning at the same element; the same span is allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfPartlyOverlapping<T>(
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (!Unsafe.AreSame(in MemoryMarshal.GetReference(first), in MemoryMarshal.GetReference(second)) && first.Overlaps(second))
            PartlyOverlapping(firstName, secondName);
    }

    /// <summary>Refuses a number outside [<paramref name="minimum"/>, <paramref name="maximum"/>], and NaN.</summary>
    public static double IfOutside(
        double minimum, double maximum, double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= minimum && value <= maximum))
            OutOfRange(value, name, FormattableString.Invariant($"in [{minimum}, {maximum}]"));
        return value;
    }

    /// <summary>Refuses a number outside [0, 1), and NaN.</summary>
    public static double IfNoFraction(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1)) OutOfRange(value, name, "in [0, 1)");
        return value;
    }

    /// <summary>Refuses an infinite or NaN number.</summary>
    public static double IfNotFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value)) OutOfRange(value, name, "finite");
        return value;
    }

    /// <summary>Refuses a negative, infinite or NaN number.</summary>
    public static double IfNegativeOrNotFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value))) OutOfRange(value, name, "finite and not negative");
        return value;
    }

    /// <summary>Refuses a number that is not above zero, and NaN; infinity is allowed.</summary>
    public static double IfNotPositive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0)) OutOfRange(value, name, "greater than 0");
        return value;
    }

    /// <summary>Refuses a finite number that is infinite in <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IfBeyondRange<T>(double value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (double.IsFinite(value) && !T.IsFinite(T.CreateTruncating(value)))
            OutOfRange(value, name, $"finite in {typeof(T).Name}");
        return value;
    }

    /// <summary>Refuses a number that is not 0, but is in <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IfRoundedToZero<T>(double value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value != 0 && T.IsZero(T.CreateTruncating(value)))
            OutOfRange(value, name, $"large enough not to be 0 in {typeof(T).Name}");
        return value;
    }

    [DoesNotReturn]
    private static void NotSupported(Type type) =>
        throw new NotSupportedException($"SimdOptim computes in float and in double; {type.Name} is not supported.");

    [DoesNotReturn]
    private static void WrongLength(int expected, int actual, string name) =>
        throw new ArgumentException($"{name} must have length {expected}; it has length {actual}.", name);

    [DoesNotReturn]
    private static void Overlapping(string first, string second) =>
        throw new ArgumentException($"{second} must not share memory with {first}.", second);

    [DoesNotReturn]
    private static void PartlyOverlapping(string first, string second) =>
        throw new ArgumentException($"{second} must be {first} itself or share no memory with it; they overlap in part.", second);

    [DoesNotReturn]
    private static void OutOfRange(double value, string name, string expected) =>
        throw new ArgumentOutOfRangeException(
            name, value, FormattableString.Invariant($"{name} must be {expected}; it was {value}."));
}
