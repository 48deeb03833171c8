using System.Text.Json;

namespace SimdOptim.Cli.Reports;

/// <summary>Writes objects of named values. A number that is not finite becomes null, because JSON has no word for it.</summary>
internal static class Json
{
    /// <summary>Writes an object as the whole of a file.</summary>
    public static void Write(Stream stream, IEnumerable<(string Name, object? Value)> members)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        Write(json, members);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int or long or uint: json.WriteNumberValue(Convert.ToInt64(value)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case null or double: json.WriteNullValue(); break;
            case IEnumerable<(string Name, object? Value)> members:
                json.WriteStartObject();
                foreach ((string name, object? member) in members)
                {
                    json.WritePropertyName(name);
                    Write(json, member);
                }

                json.WriteEndObject();
                break;
            case System.Collections.IEnumerable elements:
                json.WriteStartArray();
                foreach (object? element in elements) Write(json, element);
                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be written.", nameof(value));
        }
    }
}
