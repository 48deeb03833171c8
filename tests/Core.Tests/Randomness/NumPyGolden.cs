using System.Text.Json;
using System.Text.Json.Nodes;

namespace SimdOptim.Tests.Randomness;

/// <summary>The streams drawn by NumPy, one set per seed.</summary>
internal static class NumPyGolden
{
    private static readonly JsonNode _root =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "numpy-random.json")))!;

    public static TheoryData<uint> Seeds => [.. ((JsonObject)_root["seeds"]!).Select(entry => uint.Parse(entry.Key))];

    public static JsonNode Of(uint seed) => _root["seeds"]![seed.ToString()]!;

    public static IEnumerable<(uint Seed, JsonNode Golden)> MinibatchPermutations =>
        ((JsonObject)_root["minibatchPermutations"]!).Select(entry => (uint.Parse(entry.Key), entry.Value!));

    public static T[] Array<T>(this JsonNode node, string name) => node[name].Deserialize<T[]>()!;

    public static T Value<T>(this JsonNode node, string name) => node[name]!.GetValue<T>();
}
