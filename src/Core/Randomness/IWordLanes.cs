namespace SimdOptim.Randomness;

/// <summary>
/// One register of 64-bit lanes whose low halves are 32-bit words. The high halves may hold anything, and no result depends
/// on them: so a product of two words serves as its own low word, at no cost.
/// </summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Returns the same word in every lane.</summary>
    static abstract TSelf Create(uint word);

    /// <summary>
    /// Returns first, first + 1, …, first + Count - 1, in the order in which <see cref="StoreWords"/> writes lanes.
    /// </summary>
    static abstract TSelf Counters(uint first);

    /// <summary>Returns the 64-bit products of words.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>Returns the words of the high halves.</summary>
    static abstract TSelf HighWords(TSelf product);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Writes word0, word1, word2, word3 of each counter in turn: 4·Count words.</summary>
    static abstract void StoreWords(TSelf word0, TSelf word1, TSelf word2, TSelf word3, ref uint destination);
}
