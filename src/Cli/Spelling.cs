namespace SimdOptim.Cli;

/// <summary>Finds what a misspelt word may have meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the words, or null if none is near: about a third of the letters may be wrong.</summary>
    public static string? Closest(string typed, IEnumerable<string> words) => words
        .Select(word => (Word: word, Distance: Distance(typed, word)))
        .Where(near => near.Distance <= (near.Word.Length + 1) / 3)
        .OrderBy(near => near.Distance)
        .Select(near => near.Word)
        .FirstOrDefault();

    /// <summary>
    /// Insertions, deletions and substitutions that lead from one word to the other (Levenshtein 1966), whatever the case.
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
