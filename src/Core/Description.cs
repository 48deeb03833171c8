using System.Collections;
using System.Globalization;

namespace SimdOptim;

/// <summary>
/// Describes a rule, a layer, a loss or another configurable object as data: its kind and its hyperparameters, by name and in
/// order. Text, files, telemetry and command lines read it. Objects with equal descriptions behave the same.
/// </summary>
/// <example><code>new Description("Adam") { { "beta1", 0.9 }, { "beta2", 0.999 }, { "epsilon", 1e-8 } }</code></example>
public sealed class Description : IEquatable<Description>, IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _values = [];

    /// <summary>Initializes a description without hyperparameters.</summary>
    /// <param name="kind">The name of the kind.</param>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is null or empty.</exception>
    public Description(string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        Kind = kind;
    }

    /// <summary>Gets the name of the kind.</summary>
    public string Kind { get; }

    /// <summary>Gets the hyperparameters, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Values => _values;

    /// <summary>
    /// Gets the value of a hyperparameter: a double, a long, a ulong, a bool, a string or a <see cref="Description"/>. Null if
    /// there is no hyperparameter with that name.
    /// </summary>
    /// <param name="name">The name of the hyperparameter.</param>
    public object? this[string name] => _values.Find(value => value.Key == name).Value;

    /// <summary>Adds a number.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, double value) => AddValue(name, value);

    /// <summary>Adds an integer.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, long value) => AddValue(name, value);

    /// <summary>Adds an unsigned integer, such as a seed.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, ulong value) => AddValue(name, value);

    /// <summary>Adds a Boolean value.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, bool value) => AddValue(name, value);

    /// <summary>Adds a string.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        AddValue(name, value);
    }

    /// <summary>Adds the description of a part.</summary>
    /// <param name="name">The name of the hyperparameter.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null, empty, "kind" or already in use, or <paramref name="value"/> is null.
    /// </exception>
    public void Add(string name, Description value)
    {
        ArgumentNullException.ThrowIfNull(value);
        AddValue(name, value);
    }

    /// <summary>Gets a number. A whole number is one too, and so are the texts NaN, Infinity and -Infinity, as which files hold those.</summary>
    /// <inheritdoc cref="GetDescription"/>
    public double GetDouble(string name) => GetValue(name) switch
    {
        double number => number,
        long number => number,
        ulong number => number,
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw Mismatch(name, "a number"),
    };

    /// <summary>Gets a whole number of 32 bits.</summary>
    /// <inheritdoc cref="GetDescription"/>
    public int GetInt32(string name) =>
        GetValue(name) is long number and >= int.MinValue and <= int.MaxValue ? (int)number : throw Mismatch(name, "a whole number of 32 bits");

    /// <summary>Gets a whole number that is not negative, such as a seed.</summary>
    /// <inheritdoc cref="GetDescription"/>
    public ulong GetUInt64(string name) => GetValue(name) switch
    {
        ulong number => number,
        long number and >= 0 => (ulong)number,
        _ => throw Mismatch(name, "a whole number that is not negative"),
    };

    /// <summary>Gets a flag.</summary>
    /// <inheritdoc cref="GetDescription"/>
    public bool GetBoolean(string name) => GetValue(name) as bool? ?? throw Mismatch(name, "true or false");

    /// <summary>Gets a text.</summary>
    /// <inheritdoc cref="GetDescription"/>
    public string GetString(string name) => GetValue(name) as string ?? throw Mismatch(name, "a text");

    /// <summary>Gets a part.</summary>
    /// <param name="name">The name of the hyperparameter.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null or empty, or the description has no value of this name and type.
    /// </exception>
    public Description GetDescription(string name) => GetValue(name) as Description ?? throw Mismatch(name, "a description");

    /// <summary>Adds a value of another description.</summary>
    internal void Add(KeyValuePair<string, object> value) => AddValue(value.Key, value.Value);

    /// <summary>Returns the first difference from another description as a line of text, or null if they are equal.</summary>
    /// <param name="found">The other description.</param>
    /// <returns>The difference, for example <c>Adam.beta1: expected 0.9, found 0.95</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="found"/> is null.</exception>
    public string? FindDifference(Description found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (Kind != found.Kind) return $"expected {this}, found {found}";
        foreach ((string name, object value) in _values)
        {
            if (found[name] is not { } other) return $"{Kind}.{name}: expected {TextOf(value)}, found none";
            if (value is Description part && other is Description otherPart)
            {
                if (part.FindDifference(otherPart) is { } difference) return $"{Kind}.{name}: {difference}";
            }
            else if (TextOf(value) != TextOf(other)) // a file may hold the number 1.0 as the whole number 1
            {
                return $"{Kind}.{name}: expected {TextOf(value)}, found {TextOf(other)}";
            }
        }

        string? unexpected = found._values.Find(value => this[value.Key] is null).Key;
        return unexpected is null ? null : $"{Kind}.{unexpected}: expected none, found {TextOf(found[unexpected]!)}";
    }

    /// <inheritdoc/>
    public bool Equals(Description? other) => other is not null && FindDifference(other) is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Description);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _values.Count);

    /// <summary>
    /// Returns the kind and the hyperparameters, in the invariant culture: <c>Adam(beta1=0.9, beta2=0.999)</c>.
    /// </summary>
    public override string ToString() => $"{Kind}({string.Join(", ", _values.Select(value => $"{value.Key}={TextOf(value.Value)}"))})";

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? GetValue(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return this[name];
    }

    private ArgumentException Mismatch(string name, string expected) => new(
        $"{Kind} must have {expected} named {name}; it has {(this[name] is { } value ? TextOf(value) : "none")}.", nameof(name));

    private static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private void AddValue(string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == "kind") throw new ArgumentException("name must not be 'kind', which files use for the kind itself.", nameof(name));
        if (this[name] is not null) throw new ArgumentException($"name must be unique in a description; '{name}' is already in use.", nameof(name));
        _values.Add(new(name, value));
    }
}
