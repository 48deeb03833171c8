namespace SimdOptim.Tests.Arguments;

/// <summary>The calls of one public signature that must be refused, argument by argument.</summary>
/// <param name="signature">How <see cref="PublicSignature"/> spells it.</param>
internal sealed class BadCalls(string signature)
{
    private readonly List<BadCall> _calls = [];
    private readonly Dictionary<string, string> _reasons = [];
    private Func<object>? _memory;

    public string Signature { get; } = signature;

    public IReadOnlyList<BadCall> Calls => _calls;

    /// <summary>The parameters that take anything, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Reasons => _reasons;

    /// <summary>Whether what could have been written is compared.</summary>
    public bool KeepsMemory => _memory is not null;

    /// <summary>What no bad call may change: a copy of it, taken before and after each.</summary>
    public BadCalls Keeps(Func<object> memory)
    {
        _memory = memory;
        return this;
    }

    /// <summary>Calls that are refused for an argument that does not fit.</summary>
    public BadCalls Refuses(string parameter, params Action[] calls) => Add<ArgumentException>(parameter, calls);

    /// <summary>A call with null.</summary>
    public BadCalls RefusesNull(string parameter, Action call) => Add<ArgumentNullException>(parameter, [call]);

    /// <summary>Calls with a path or a name that is null, then empty.</summary>
    public BadCalls RefusesNoText(string parameter, Action<string> call) =>
        RefusesNull(parameter, () => call(null!)).Refuses(parameter, () => call(""));

    /// <summary>Calls with a number or a choice outside its range.</summary>
    public BadCalls RefusesRange(string parameter, params Action[] calls) => Add<ArgumentOutOfRangeException>(parameter, calls);

    /// <summary>Calls with NaN, and with numbers outside the range.</summary>
    public BadCalls RefusesNumbers(string parameter, Action<double> call, params double[] numbers)
    {
        foreach (double number in numbers.Prepend(double.NaN))
            _calls.Add(new BadCall(parameter, typeof(ArgumentOutOfRangeException), () => call(number)) { Number = number });
        return this;
    }

    /// <summary>A call with elements that are neither float nor double, for a type parameter.</summary>
    public BadCalls RefusesElements(string parameter, Action call) => Add<NotSupportedException>(parameter, [call]);

    /// <summary>Says why an argument of any value is right.</summary>
    public BadCalls Takes(string parameter, string reason)
    {
        _reasons.Add(parameter, reason);
        return this;
    }

    /// <summary>Runs all calls; returns what is wrong.</summary>
    public IEnumerable<string> Run()
    {
        foreach (BadCall call in _calls)
        {
            object? before = _memory?.Invoke();
            if (call.Run() is { } fault) yield return $"{Signature}, bad {call}: {fault}";
            object? after = _memory?.Invoke();
            if (Record.Exception(() => Assert.Equal(before, after)) is { } change)
                yield return $"{Signature}, bad {call}: it was refused too late, and has written: {change.Message}";
        }
    }

    private BadCalls Add<TException>(string parameter, Action[] calls)
        where TException : Exception
    {
        foreach (Action call in calls) _calls.Add(new BadCall(parameter, typeof(TException), call));
        return this;
    }
}
