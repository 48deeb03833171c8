namespace SimdOptim.Cli;

/// <summary>Finds the word that a misspelt one was probably meant to be.</summary>
internal static class Spelling
{
    /// <summary>Returns the nearest of the words, or null if more than about a third of its letters differ.</summary>
    public static string? Closest(string typed, IEnumerable<string> words) => words
        .Select(word => (Word: word, Distance: Distance(typed, word)))
        .Where(near => near.Distance <= (near.Word.Length + 1) / 3)
        .OrderBy(near => near.Distance)
        .Select(near => near.Word)
        .FirstOrDefault();

    /// <summary>The end of a message about a word: a question that names the nearest one, or a full stop.</summary>
    public static string Suggestion(string typed, IEnumerable<string> words) =>
        Closest(typed, words) is { } meant ? $"; did you mean {meant}?" : ".";

    /// <summary>
    /// Counts the insertions, deletions and substitutions that turn one word into the other (Levenshtein 1966), ignoring case.
    /// </summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 0; i < from.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 0; j < to.Length; j++)
            {
                int substituted = diagonal + (char.ToLowerInvariant(from[i]) == char.ToLowerInvariant(to[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
