using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SimdOptim.Storage;

/// <summary>
/// The form in which files hold a <see cref="Description"/>: <c>{"kind":"Adam","beta1":0.9}</c>. JSON has neither infinity nor NaN;
/// they are texts.
/// </summary>
internal static class DescriptionJson
{
    private const string Kind = "kind";
    private const int MaxDepth = 16;
    private const int MaxValues = 100; // a description finds a value by looking at each

    /// <summary>Returns a description as JSON.</summary>
    public static string Write(Description description) => Write(json => Write(json, description));

    /// <summary>Returns what an action writes.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a description as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Description description)
    {
        json.WriteStartObject();
        json.WriteString(Kind, description.Kind);
        foreach ((string name, object value) in description)
        {
            json.WritePropertyName(name);
            string text = FormattableString.Invariant($"{value}");
            if (value is Description part) Write(json, part);
            else if (value is bool flag) json.WriteBooleanValue(flag);
            else if (value is string || value is double number && !double.IsFinite(number)) json.WriteStringValue(text);
            else json.WriteRawValue(text);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a description from the metadata of a file.</summary>
    /// <exception cref="InvalidDataException">The file does not have it, or it is none.</exception>
    public static Description Read(SafetensorsFile file, string key) => Parse(file, key, json => Read(json, key, Fault(file, key)));

    /// <summary>Parses JSON from the metadata of a file, which can be damaged in any way.</summary>
    /// <exception cref="InvalidDataException">The file does not have it, or <paramref name="read"/> refuses it.</exception>
    public static TResult Parse<TResult>(SafetensorsFile file, string key, Func<JsonElement, TResult> read)
    {
        if (!file.Metadata.TryGetValue(key, out string? text)) throw file.FaultOfMetadata(key, "expected JSON, found none of this name");
        try
        {
            using JsonDocument json =
                JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter for half of a surrogate pair
        {
            string place = fault is JsonException { BytePositionInLine: { } position } ? $" at byte {position}" : "";
            throw file.FaultOfMetadata(
                key, $"expected JSON of at most {MaxDepth} levels, each member once, of whole characters, found otherwise{place}", fault);
        }
    }

    /// <summary>Reads a description from a JSON object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="place">What it describes, for messages.</param>
    /// <param name="fault">Makes an exception of a message.</param>
    public static Description Read(JsonElement json, string place, Func<string, Exception> fault)
    {
        if (json.ValueKind != JsonValueKind.Object) throw fault($"{place}: expected an object, found {json.ValueKind}");
        if (json.GetPropertyCount() > MaxValues)
            throw fault($"{place}: expected at most {MaxValues} members, found {json.GetPropertyCount()}");
        if (!json.TryGetProperty(Kind, out JsonElement kind) || kind.ValueKind != JsonValueKind.String || kind.GetString() is not { Length: > 0 } name)
            throw fault($"{place}: expected the text {Kind}, found none");
        Description description = new(name);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.NameEquals(Kind)) continue;
            if (member.Name.Length == 0) throw fault($"{place}: expected names of members, found an empty one");
            description.Add(new(member.Name, ReadValue(member.Value, $"{place}, {FileFault.Quoted(member.Name)}", fault)));
        }

        return description;
    }

    private static object ReadValue(JsonElement value, string place, Func<string, Exception> fault) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => Read(value, place, fault),
        JsonValueKind.Number when value.TryGetInt64(out long number) && (number != 0 || !double.IsNegative(value.GetDouble())) => number,
        JsonValueKind.Number when value.TryGetUInt64(out ulong number) => number,
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        _ => throw fault($"{place}: expected a finite number, a text, a flag or an object, found another"),
    };

    private static Func<string, Exception> Fault(SafetensorsFile file, string key) => problem => file.FaultOfMetadata(key, problem);
}
