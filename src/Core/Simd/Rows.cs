namespace SimdOptim.Simd;

/// <summary>
/// A batch in memory: rows of <see cref="Columns"/> elements that begin <see cref="Stride"/> elements apart. The elements between
/// the end of a row and the next row are padding: anyone may overwrite them, and no result may depend on them.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct Rows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes rows without padding.</summary>
    /// <param name="span">The elements of all rows.</param>
    /// <param name="columns">The elements of a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> does not hold whole rows.</exception>
    public Rows(Span<T> span, int columns)
        : this(span, span.Length / Math.Max(columns, 1), columns, columns) => Throw.IfLengthIsNot<T>(Count * columns, span);

    /// <summary>Initializes rows with padding.</summary>
    /// <param name="span">The elements of all rows with their padding: at least <c>count·stride</c>.</param>
    /// <param name="count">The rows, not negative.</param>
    /// <param name="columns">The elements of a row, at least 1.</param>
    /// <param name="stride">The elements from a row to the next, at least <paramref name="columns"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> has not the length that the numbers ask for.</exception>
    public Rows(Span<T> span, int count, int columns, int stride)
    {
        ReadOnlyRows<T> rows = new(span, count, columns, stride); // checks
        Span = span[..rows.Span.Length];
        (Count, Columns, Stride) = (count, columns, stride);
    }

    private Rows(Span<T> span, int columns, int count, uint stride)
    {
        Span = span;
        (Count, Columns, Stride) = (count, columns, (int)stride);
    }

    /// <summary>Gets the elements of all rows with their padding.</summary>
    public Span<T> Span { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Gets the number of rows.</summary>
    public int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Gets the elements of a row.</summary>
    public int Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Gets the elements from a row to the next.</summary>
    public int Stride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Gets whether there is no row.</summary>
    public bool IsEmpty { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Count == 0; }

    /// <summary>Gets a row without its padding.</summary>
    /// <param name="row">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<T> this[int row] { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Span.Slice(row * Stride, Columns); }

    /// <summary>Returns some of the rows.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Rows<T> Slice(int start, int count) => Trust(Span[(start * Stride)..], count, Columns, Stride);

    /// <summary>Returns the elements of all rows, without padding.</summary>
    public T[] ToArray() => ((ReadOnlyRows<T>)this).ToArray();

    /// <summary>Returns the same rows, to be read only.</summary>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator ReadOnlyRows<T>(Rows<T> rows) =>
        ReadOnlyRows<T>.Trust(rows.Span, rows.Count, rows.Columns, rows.Stride);

    /// <summary>Returns rows of numbers that are known to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Rows<T> Trust(Span<T> span, int count, int columns, int stride) =>
        new(span[..(count * stride)], columns, count, (uint)stride);
}

/// <summary><see cref="Rows{T}"/> that can only be read.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct ReadOnlyRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Rows{T}(Span{T}, int)" path="/summary|/param"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> does not hold whole rows.</exception>
    public ReadOnlyRows(ReadOnlySpan<T> span, int columns)
        : this(span, span.Length / Math.Max(columns, 1), columns, columns) => Throw.IfLengthIsNot(Count * columns, span);

    /// <inheritdoc cref="Rows{T}(Span{T}, int, int, int)"/>
    public ReadOnlyRows(ReadOnlySpan<T> span, int count, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns);
        if (span.Length / stride < count) Throw.IfLengthIsNot(checked(count * stride), span);
        Span = span[..(count * stride)];
        (Count, Columns, Stride) = (count, columns, stride);
    }

    private ReadOnlyRows(ReadOnlySpan<T> span, int columns, int count, uint stride)
    {
        Span = span;
        (Count, Columns, Stride) = (count, columns, (int)stride);
    }

    /// <inheritdoc cref="Rows{T}.Span"/>
    public ReadOnlySpan<T> Span { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <inheritdoc cref="Rows{T}.Count"/>
    public int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <inheritdoc cref="Rows{T}.Columns"/>
    public int Columns { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <inheritdoc cref="Rows{T}.Stride"/>
    public int Stride { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <inheritdoc cref="Rows{T}.IsEmpty"/>
    public bool IsEmpty { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Count == 0; }

    /// <inheritdoc cref="Rows{T}.this"/>
    public ReadOnlySpan<T> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Span.Slice(row * Stride, Columns);
    }

    /// <inheritdoc cref="Rows{T}.Slice"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlyRows<T> Slice(int start, int count) => Trust(Span[(start * Stride)..], count, Columns, Stride);

    /// <summary>Copies the elements of all rows, without padding, to rows of the same shape.</summary>
    /// <param name="destination">Overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another shape.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(Rows<T> destination)
    {
        ThrowIfNotLike(destination);
        if (Stride == destination.Stride) Span.CopyTo(destination.Span);
        else for (int row = 0; row < Count; row++) this[row].CopyTo(destination[row]);
    }

    /// <summary>Returns the elements of all rows, without padding.</summary>
    public T[] ToArray()
    {
        T[] array = new T[Count * Columns];
        if (Count > 0) CopyTo(new Rows<T>(array, Columns));
        return array;
    }

    /// <summary>Refuses rows of another shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowIfNotLike(ReadOnlyRows<T> destination)
    {
        if (destination.Count != Count || destination.Columns != Columns)
            Throw.WrongShape(Count, Columns, destination.Count, destination.Columns, nameof(destination));
    }

    /// <summary>Returns rows of numbers that are known to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadOnlyRows<T> Trust(ReadOnlySpan<T> span, int count, int columns, int stride) =>
        new(span[..(count * stride)], columns, count, (uint)stride);
}
