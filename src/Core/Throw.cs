using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SimdOptim;

/// <summary>Validates arguments. Each kind of error has one message.</summary>
internal static class Throw
{
    /// <summary>Throws if the element type is neither <see cref="float"/> nor <see cref="double"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfNotSupported<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) NotSupported(typeof(T));
    }

    /// <summary>Throws if a span does not have the expected length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfLengthIsNot<T>(
        int expected, ReadOnlySpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != expected) WrongLength(expected, span.Length, name);
    }

    /// <summary>Throws if two spans share memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void IfOverlapping<T>(
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (first.Overlaps(second)) Overlapping(firstName, secondName);
    }

    /// <summary>Throws if two spans share memory but do not start at the same element.</summary>
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

    /// <summary>Throws if a number is outside [<paramref name="minimum"/>, <paramref name="maximum"/>] or NaN.</summary>
    public static double IfOutside(
        double minimum, double maximum, double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= minimum && value <= maximum))
            OutOfRange(value, name, FormattableString.Invariant($"in [{minimum}, {maximum}]"));
        return value;
    }

    /// <summary>Throws if a number is outside [0, 1) or NaN.</summary>
    public static double IfOutsideUnitInterval(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1)) OutOfRange(value, name, "in [0, 1)");
        return value;
    }

    /// <summary>Throws if a number is infinite or NaN.</summary>
    public static double IfNotFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value)) OutOfRange(value, name, "finite");
        return value;
    }

    /// <summary>Throws if a number is negative, infinite or NaN.</summary>
    public static double IfNegativeOrNotFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value))) OutOfRange(value, name, "finite and not negative");
        return value;
    }

    /// <summary>Throws if a number is not above 0 or is NaN; infinity is allowed.</summary>
    public static double IfNotPositive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0)) OutOfRange(value, name, "greater than 0");
        return value;
    }

    /// <summary>Throws if a finite number overflows <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IfOverflowing<T>(
        double value, [CallerArgumentExpression(nameof(value))] string name = "", string owner = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (double.IsFinite(value) && !T.IsFinite(T.CreateTruncating(value)))
            OutOfRange(value, name, $"finite in {typeof(T).Name}", owner);
        return value;
    }

    /// <summary>Throws if a number other than 0 is 0 in <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IfRoundedToZero<T>(
        double value, [CallerArgumentExpression(nameof(value))] string name = "", string owner = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value != 0 && T.IsZero(T.CreateTruncating(value)))
            OutOfRange(value, name, $"large enough not to be 0 in {typeof(T).Name}", owner);
        return value;
    }

    /// <summary>
    /// Throws if <typeparamref name="T"/> rounds a hyperparameter to 0 or to infinity. A limit may be infinite: it then disables
    /// something, which a finite one is not meant to do.
    /// </summary>
    public static void IfRounded<T>(Description description)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((string name, object value) in description.Values)
        {
            if (value is Description part) IfRounded<T>(part);
            if (value is double number) IfRoundedToZero<T>(IfOverflowing<T>(number, name, description.Kind), name, description.Kind);
        }
    }

    [DoesNotReturn]
    private static void NotSupported(Type type) =>
        throw new NotSupportedException($"SimdOptim computes in float and in double; {type.Name} is not supported.");

    [DoesNotReturn]
    private static void WrongLength(int expected, int actual, string name) =>
        throw new ArgumentException($"{name} must have length {expected}; it has length {actual}.", name);

    /// <summary>Refuses rows that are not of the shape expected.</summary>
    [DoesNotReturn]
    public static void WrongShape(int rows, int columns, int actualRows, int actualColumns, string name) =>
        throw new ArgumentException($"{name} must have {rows} rows of {columns}; it has {actualRows} of {actualColumns}.", name);

    [DoesNotReturn]
    private static void Overlapping(string first, string second) =>
        throw new ArgumentException($"{second} must not share memory with {first}.", second);

    [DoesNotReturn]
    private static void PartlyOverlapping(string first, string second) =>
        throw new ArgumentException($"{second} must be {first} itself or share no memory with it; they overlap in part.", second);

    [DoesNotReturn]
    private static void OutOfRange(double value, string name, string expected, string owner = "") =>
        throw new ArgumentOutOfRangeException(
            name, value, FormattableString.Invariant($"{(owner == "" ? name : $"{owner}.{name}")} must be {expected}; it was {value}."));
}
