using System.Text.Json;

namespace SimdOptim.Storage;

/// <summary>The members of a JSON object, to be read once each; one missing, of another type or left over is refused.</summary>
/// <param name="json">The object.</param>
/// <param name="place">What it is, for messages.</param>
/// <param name="fault">Makes a fault of a message.</param>
internal sealed class Members(JsonElement json, string place, Func<string, Exception> fault)
{
    private int _read;

    public bool Has(string name) => Object.TryGetProperty(name, out _);

    public string Text(string name) => Get(name, JsonValueKind.String).GetString()!;

    public double Number(string name) => Get(name, JsonValueKind.Number).GetDouble();

    public int Whole(string name) => Get(name, JsonValueKind.Number).TryGetInt32(out int number)
        ? number
        : throw Fault($"expected {name} to be a whole number of at most {int.MaxValue}, found otherwise");

    public ulong Word(string name) => Get(name, JsonValueKind.Number).TryGetUInt64(out ulong number)
        ? number
        : throw Fault($"expected {name} to be a whole number from 0 to {ulong.MaxValue}, found otherwise");

    public bool Flag(string name) => Get(name, JsonValueKind.True, JsonValueKind.False).GetBoolean();

    public JsonElement.ArrayEnumerator List(string name) => Get(name, JsonValueKind.Array).EnumerateArray();

    /// <summary>Does what the members ask for, where it can refuse arguments.</summary>
    public TResult Try<TResult>(Func<TResult> action)
    {
        try
        {
            return action();
        }
        catch (Exception refusal)
            when (refusal is ArgumentException or InvalidOperationException or OverflowException or FormatException)
        {
            throw Fault($"expected what a layer allows, found that {FileFault.Shown(refusal.Message, 200)}");
        }
    }

    /// <summary>Refuses members that nobody has read.</summary>
    public void RefuseOthers()
    {
        if (Object.GetPropertyCount() != _read)
            throw Fault($"expected {_read} members, found {Object.GetPropertyCount()}");
    }

    private JsonElement Object => json.ValueKind == JsonValueKind.Object ? json : throw Fault("expected an object");

    private JsonElement Get(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!Object.TryGetProperty(name, out JsonElement value)) throw Fault($"expected {name}, found none");
        if (!kinds.Contains(value.ValueKind))
            throw Fault($"expected {name} to be of the kind {kinds[0]}, found {value.ValueKind}");
        _read++;
        return value;
    }

    private Exception Fault(string problem) => fault($"{place}: {problem}");
}
