using System.Text;
using System.Text.RegularExpressions;
using SimdOptim.Tests.Storage;

namespace SimdOptim.Tests.Fuzzing;

/// <summary>
/// Damage to a safetensors file that its format makes worth trying: most of it keeps the length of the header right.
/// </summary>
internal static partial class SafetensorsDamage
{
    private static readonly string[] _numbers =
    [
        "0", "1", "-1", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1e9", "1e999", "0.5",
        "00", "NaN", "null", "true", "\"1\"", "[]", "{}",
    ];

    private static readonly string[] _types = ["F64", "F32", "F16", "BF16", "I64", "U32", "U8", "BOOL", "F7", "", "f32"];

    public static byte[] Apply(byte[] file, Random random)
    {
        int length = (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, 8, length);
        byte[] payload = file[(8 + length)..];
        return random.Next(13) switch
        {
            0 => Damage.FlipBits(file, random),
            1 => Damage.Truncate(file, random),
            2 => Damage.Extend(file, random),
            3 => Damage.MovePiece(file, random),
            4 => [.. BitConverter.GetBytes(LengthLike(length, file.Length, random)), .. file[8..]],
            5 => PlainSafetensors.Make(Damage.FlipBits(Encoding.UTF8.GetBytes(header), random), payload),
            6 => PlainSafetensors.Make(Damage.Rewrite(Encoding.UTF8.GetBytes(header), random), payload),
            7 => PlainSafetensors.Make(Damage.MovePiece(Encoding.UTF8.GetBytes(header), random), payload),
            8 => PlainSafetensors.Make(ReplaceOne(Whole(), header, _numbers, random), payload),
            9 => PlainSafetensors.Make(ReplaceOne(Type(), header, _types, random), payload),
            10 => PlainSafetensors.Make(ReplaceOne(Tensor(), header, [.. Tensor().Matches(header).Select(match => match.Value)], random), payload),
            11 => PlainSafetensors.Make(Deepen(header, random), payload),
            _ => PlainSafetensors.Make(Enlarge(header, random), payload),
        };
    }

    private static ulong LengthLike(int length, int fileLength, Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => (ulong)(length + random.Next(-9, 9)),
        2 => (ulong)(fileLength + random.Next(-9, 9)),
        3 => 1UL << 63,
        4 => ulong.MaxValue - (ulong)random.Next(9),
        5 => 1UL << random.Next(64),
        6 => 100_000_001,
        _ => (ulong)random.NextInt64(),
    };

    /// <summary>
    /// Replaces one match by one of some texts: so tensors become each other's, twice there, or another's place.
    /// </summary>
    private static string ReplaceOne(Regex regex, string header, string[] replacements, Random random)
    {
        MatchCollection matches = regex.Matches(header);
        Match match = matches[random.Next(matches.Count)];
        return string.Concat(header.AsSpan(0, match.Index), replacements[random.Next(replacements.Length)], header.AsSpan(match.Index + match.Length));
    }

    private static string Deepen(string header, Random random)
    {
        int depth = random.Next(1, 2000), place = random.Next(header.Length);
        string opening = random.Next(2) == 0 ? "[" : "{\"a\":";
        return string.Concat(header.AsSpan(0, place), string.Concat(Enumerable.Repeat(opening, depth)), header.AsSpan(place));
    }

    private static string Enlarge(string header, Random random)
    {
        int count = random.Next(1, 400);
        string[] pieces =
        [
            .. Enumerable.Range(0, count).Select(i => random.Next(3) switch
            {
                0 => $"\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}},",
                1 => $"\"t{i % 7}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[{i},{i}]}},",
                _ => $"\"t{i}\":\"{new string('x', random.Next(50))}\",",
            }),
        ];
        string kinds = string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "{\\\"kind\\\":\\\"relu\\\"}," : "{\\\"kind\\\":\\\"dropout\\\",\\\"keep\\\":0.5,\\\"seed\\\":1},", count));
        return random.Next(2) == 0 ? "{" + string.Concat(pieces) + header[1..] : header.Replace("\\\"layers\\\":[", "\\\"layers\\\":[" + kinds);
    }

    [GeneratedRegex("(?<=[:\\[,])-?[0-9.]+")]
    private static partial Regex Whole();

    [GeneratedRegex("(?<=\"dtype\":\")[A-Z0-9]+")]
    private static partial Regex Type();

    [GeneratedRegex("\"[0-9a-z._]+\":\\{\"dtype\"[^}]*\\}|\"(0|1|training|optimizer|mask)\\.[0-9a-z._]+\"|\\[[0-9]+,[0-9]+\\]|\\\\\"[a-zA-Z]+\\\\\"")]
    private static partial Regex Tensor();
}
