namespace SimdOptim.Tests.Arguments;

/// <summary>One call that must be refused.</summary>
/// <param name="Parameter">The parameter (of a setter the property, of a method the type parameter) that is at fault.</param>
/// <param name="Expected">The type of the exception.</param>
/// <param name="Call">The call.</param>
internal sealed record BadCall(string Parameter, Type Expected, Action Call)
{
    /// <summary>The number that is refused, if it is one.</summary>
    public double? Number { get; init; }

    /// <summary>Returns what is wrong, or null if the call is refused as it must be.</summary>
    public string? Run()
    {
        Exception? thrown = Record.Exception(Call);
        if (thrown is null) return $"it must throw {Expected.Name}; it threw nothing.";
        if (thrown.GetType() != Expected) return $"it must throw {Expected.Name}; it threw {thrown}";
        if (thrown is not ArgumentException argument) return null;
        if (argument.ParamName != Parameter)
            return $"it must name {Parameter}; it names {argument.ParamName}: {argument.Message}";
        bool isValueHidden = argument is ArgumentOutOfRangeException { ActualValue: null };
        return isValueHidden ? $"the message must show the value: {argument.Message}" : null;
    }

    public override string ToString() =>
        Number is { } number ? FormattableString.Invariant($"{Parameter} = {number}") : Parameter;
}
