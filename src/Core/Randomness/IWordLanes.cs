namespace SimdOptim.Randomness;

/// <summary>
/// A register of 64-bit lanes. The low half of each lane is a 32-bit word; the high half is ignored. A 64-bit product of two
/// words can therefore be used as its low word without masking.
/// </summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Returns a word in every lane.</summary>
    static abstract TSelf Create(uint word);

    /// <summary>
    /// Returns first, first + 1, …, first + Count - 1, in the order in which <see cref="StoreWords"/> writes lanes.
    /// </summary>
    static abstract TSelf Counters(uint first);

    /// <summary>Returns the 64-bit product of the words of each lane.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>Returns the high half of each lane as a word.</summary>
    static abstract TSelf HighWords(TSelf product);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Stores word0, word1, word2 and word3 of each counter in turn: 4·Count words.</summary>
    static abstract void StoreWords(TSelf word0, TSelf word1, TSelf word2, TSelf word3, ref uint destination);
}
