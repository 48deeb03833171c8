using System.Collections;
using System.Globalization;

namespace SimdOptim;

/// <summary>
/// What something is, as data: the name of its kind, and its hyperparameters by name in their order. Texts, files, telemetry and
/// command lines read it; two things with equal descriptions behave alike.
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

    /// <summary>Gets the hyperparameters in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Values => _values;

    /// <summary>Gets a hyperparameter: a double, a long, a ulong, a bool, a string or a <see cref="Description"/>; null if it has none of the name.</summary>
    /// <param name="name">The name of the hyperparameter.</param>
    public object? this[string name] => _values.Find(value => value.Key == name).Value;

    /// <summary>Adds a number.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, double value) => AddValue(name, value);

    /// <summary>Adds a whole number.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, long value) => AddValue(name, value);

    /// <summary>Adds a whole number that is not negative, such as a seed.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, ulong value) => AddValue(name, value);

    /// <summary>Adds a flag.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, bool value) => AddValue(name, value);

    /// <summary>Adds a text.</summary>
    /// <inheritdoc cref="Add(string, Description)"/>
    public void Add(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        AddValue(name, value);
    }

    /// <summary>Adds a part, itself described.</summary>
    /// <param name="name">The name of the hyperparameter.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null, empty or there already, or <paramref name="value"/> is null.
    /// </exception>
    public void Add(string name, Description value)
    {
        ArgumentNullException.ThrowIfNull(value);
        AddValue(name, value);
    }

    /// <summary>Says in one line where another description first differs; null if it is equal.</summary>
    /// <param name="found">The other description.</param>
    /// <returns>For example <c>Adam.beta1: expected 0.9, found 0.95</c>.</returns>
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
            else if (!value.Equals(other))
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

    /// <summary>Returns kind and hyperparameters in the invariant culture: <c>Adam(beta1=0.9, beta2=0.999)</c>.</summary>
    public override string ToString() => $"{Kind}({string.Join(", ", _values.Select(value => $"{value.Key}={TextOf(value.Value)}"))})";

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private void AddValue(string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (this[name] is not null) throw new ArgumentException($"The description has a value named {name} already.", nameof(name));
        _values.Add(new(name, value));
    }
}
