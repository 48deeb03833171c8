using System.Collections;
using System.Reflection;

namespace SimdOptim.Tests.Arguments;

/// <summary>Which public signatures need bad calls, and of which arguments; by rule, so that nothing is forgotten.</summary>
internal sealed class ArgumentRules
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly HashSet<Type> _taken;

    public ArgumentRules(IReadOnlyList<PublicSignature> signatures) => _taken =
    [
        .. from signature in signatures
           where !signature.IsWrittenByCompiler
           from parameter in signature.Parameters
           from type in PartsOf(parameter.ParameterType)
           where type != signature.Method.DeclaringType
           select type,
    ];

    /// <summary>Whether a signature has a body that a caller can hand something wrong to.</summary>
    public bool NeedsCalls(PublicSignature signature) =>
        (signature.Parameters.Any(NeedsCalls) || signature.ElementParameters.Any())
        && !signature.Method.IsAbstract // who implements it checks
        && !signature.IsWrittenByCompiler
        && !(signature.Method is MethodInfo method && method.GetBaseDefinition().DeclaringType == typeof(object))
        && !IsFinding(signature.Method.DeclaringType!)
        && Unchecked.ReasonFor(signature) is null;

    /// <summary>What the bad calls of a signature lack, or nothing.</summary>
    public IEnumerable<string> FindMissing(PublicSignature signature, BadCalls calls)
    {
        foreach (string name in signature.ElementParameters)
        {
            if (!Covers(calls, name, call => call.Expected == typeof(NotSupportedException)))
                yield return $"RefusesElements(\"{name}\", …)";
        }

        foreach (ParameterInfo parameter in signature.Parameters.Where(NeedsCalls))
        {
            string name = signature.NameOf(parameter);
            if (MustNotBeNull(parameter))
            {
                if (!Covers(calls, name, call => call.Expected == typeof(ArgumentNullException)))
                    yield return $"RefusesNull(\"{name}\", …)";
            }
            else if (IsNumber(parameter.ParameterType))
            {
                if (!Covers(calls, name, call => call.Number is double.NaN)) yield return $"RefusesNumbers(\"{name}\", …)";
            }
            else if (!Covers(calls, name, _ => true))
            {
                yield return IsSpan(parameter.ParameterType) ? $"Refuses(\"{name}\", …)" : $"RefusesRange(\"{name}\", …)";
            }
        }

        if (signature.Parameters.Any(parameter => IsWritten(parameter.ParameterType)) && !calls.KeepsMemory)
            yield return "Keeps(…)"; // there is a span to write to
    }

    /// <summary>Whether some value of a parameter can be wrong.</summary>
    private bool NeedsCalls(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type.IsByRef) type = type.GetElementType()!;
        if (type.IsGenericParameter) return false; // a link of a chain, which its own constructor has checked
        if (type == typeof(bool) || type == typeof(uint) || type == typeof(ulong) || type == typeof(UInt128)) return false; // seeds
        if (type == typeof(CancellationToken)) return false;
        if (type.IsValueType || type == typeof(string)) return true;

        // Null stands for the usual one, and any other has been checked when it was made.
        bool isCollection = type.IsAssignableTo(typeof(IEnumerable));
        return isCollection || MustNotBeNull(parameter);
    }

    private bool MustNotBeNull(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
        && !parameter.ParameterType.IsGenericParameter
        && !parameter.ParameterType.IsByRef
        && _nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static bool Covers(BadCalls calls, string parameter, Func<BadCall, bool> isEnough) =>
        calls.Reasons.ContainsKey(parameter) || calls.Calls.Any(call => call.Parameter == parameter && isEnough(call));

    /// <summary>Whether a type is a record that the library hands out and never takes back.</summary>
    private bool IsFinding(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null && !_taken.Contains(type);

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(double);

    private static bool IsSpan(Type type) =>
        IsWritten(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>));

    private static bool IsWritten(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Span<>);

    /// <summary>A type itself, or what an array, a span or a collection is of; not what a delegate is called with.</summary>
    private static IEnumerable<Type> PartsOf(Type type)
    {
        if (type.IsByRef || type.IsArray) return PartsOf(type.GetElementType()!);
        if (!type.IsGenericType || type.IsSubclassOf(typeof(Delegate))) return [type];
        return type.GetGenericArguments().SelectMany(PartsOf).Append(type.GetGenericTypeDefinition());
    }
}
