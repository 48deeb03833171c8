using SimdOptim.Activations;
using SimdOptim.Gradients;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Simd;
using SimdOptim.Storage;

namespace SimdOptim.Tests.Arguments;

/// <summary>What is public and checks nothing itself, with the reason.</summary>
internal static class Unchecked
{
    /// <summary>Types whose members are for formulas alone; where it is an interface, those that implement it.</summary>
    private static readonly Dictionary<Type, string> _formulas = new()
    {
        [typeof(ISimdVector<,>)] = "one instruction each, inside a loop that knows its bounds; all bits are numbers",
        [typeof(Elementary)] = "a few instructions each on registers, all of whose bits are numbers",
        [typeof(ILink)] = "a formula that only an optimizer calls, with the state and the step that it has checked",
        [typeof(IActivation)] = "a few instructions each on registers, all of whose bits are numbers",
        [typeof(IElementwiseFunction<>)] = "a few instructions each on registers, all of whose bits are numbers",
        [typeof(IElementwiseKernel<>)] = "a formula that only a loop calls, which knows the bounds",
        [typeof(Layer<>)] = "passes that only a network calls, with arguments that it has checked",
        [typeof(Loss<>)] = "what only a network calls, with arguments that it has checked",
        [typeof(ReadOnlyRows<>)] = "a span, which refuses what is outside; the constructors have their table",
        [typeof(Rows<>)] = "a span, which refuses what is outside; the constructors have their table",
        [typeof(Slots<>)] = "a register's worth of state, which only an optimizer makes",
        [typeof(StepContext<>)] = "spans of an optimizer's state, which the runtime checks",
    };

    /// <summary>Types whose constructors and setters only put numbers side by side.</summary>
    private static readonly Dictionary<Type, string> _records = new()
    {
        [typeof(BackwardPass<>)] = "only a network makes one, of memory that it has laid out",
        [typeof(BatchPosition)] = "the masks that are asked for it check it",
        [typeof(ForwardPass<>)] = "only a network makes one, of memory that it has laid out",
        [typeof(MaskPosition)] = "the masks that are asked for it check it",
        [typeof(NamedTensor)] = "the gradient check that is given some checks that they cover the parameters",
        [typeof(ParameterTensor)] = "the layout that is given some checks that they cover its array",
        [typeof(SafetensorsTensor)] = "a file takes none but its own",
    };

    public static string? ReasonFor(PublicSignature signature)
    {
        Type type = Definition(signature.Method.DeclaringType!);
        if (_formulas.TryGetValue(type, out string? reason)) return reason;
        if (signature.IsSetter || signature.Method.IsConstructor) return _records.GetValueOrDefault(type);
        return Bases(signature.Method.DeclaringType!).Concat(type.GetInterfaces()).Select(Definition)
            .Where(face => _formulas.ContainsKey(face) && face.GetMember(signature.Method.Name).Length > 0)
            .Select(face => _formulas[face]).FirstOrDefault();
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? current = type.BaseType; current is not null; current = current.BaseType) yield return current;
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
