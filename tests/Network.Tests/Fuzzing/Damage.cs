namespace SimdOptim.Tests.Fuzzing;

/// <summary>Damage to any file.</summary>
internal static class Damage
{
    public static byte[] FlipBits(byte[] file, Random random)
    {
        byte[] damaged = [.. file];
        for (int flips = random.Next(1, 9); flips > 0; flips--) damaged[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    public static byte[] Truncate(byte[] file, Random random) => file[..random.Next(file.Length)];

    public static byte[] Extend(byte[] file, Random random)
    {
        byte[] more = new byte[random.Next(1, 100)];
        random.NextBytes(more);
        return [.. file, .. more];
    }

    /// <summary>Cuts a piece out, or puts one in that stands elsewhere in the file.</summary>
    public static byte[] MovePiece(byte[] file, Random random)
    {
        int start =
            random.Next(file.Length), length = random.Next(Math.Min(60, file.Length - start)), target = random.Next(file.Length);
        return random.Next(2) == 0
            ? [.. file[..start], .. file[(start + length)..]]
            : [.. file[..target], .. file[start..(start + length)], .. file[target..]];
    }

    /// <summary>Replaces a byte by one that means something in text.</summary>
    public static byte[] Rewrite(byte[] file, Random random)
    {
        ReadOnlySpan<byte> marks = "{}[]\",:\\0123456789-.e \0\t\r\n\u00ff"u8;
        byte[] damaged = [.. file];
        for (int marksLeft = random.Next(1, 4); marksLeft > 0; marksLeft--)
            damaged[random.Next(file.Length)] = marks[random.Next(marks.Length)];
        return damaged;
    }
}
