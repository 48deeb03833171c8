using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SimdOptim.Tests.Arguments;

/// <summary>
/// A public constructor, method or setter, and how it is spelt: <c>Optimizer&lt;T&gt;.Step(Span&lt;T&gt;,
/// ReadOnlySpan&lt;T&gt;)</c>.
/// </summary>
internal sealed class PublicSignature
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    private PublicSignature(MethodBase method)
    {
        Method = method;
        Parameters = [.. method.GetParameters().Where(parameter => !parameter.IsOut)];
        string owner = Spell(method.DeclaringType!), types = string.Join(", ", method.GetParameters().Select(Spell));
        Text = method switch
        {
            ConstructorInfo => $"{owner}({types})",
            _ when IsSetter => $"{owner}.{method.Name[4..]} = {types}",
            { IsSpecialName: true } when method.Name.StartsWith("get_", StringComparison.Ordinal) => $"{owner}[{types}]",
            { IsGenericMethod: true } =>
                $"{owner}.{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Spell))}>({types})",
            _ => $"{owner}.{method.Name}({types})",
        };
    }

    public MethodBase Method { get; }

    /// <summary>What goes in.</summary>
    public ParameterInfo[] Parameters { get; }

    /// <summary>The type parameters of a method that stand for float or double.</summary>
    public IEnumerable<string> ElementParameters =>
        Method.IsGenericMethod ? Method.GetGenericArguments().Where(IsElement).Select(type => type.Name) : [];

    public string Text { get; }

    public bool IsSetter => Method is { IsSpecialName: true } && Method.Name.StartsWith("set_", StringComparison.Ordinal);

    /// <summary>Whether it sets an option, which is checked where the options are used.</summary>
    public bool IsInitializer => IsSetter
        && ((MethodInfo)Method).ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>A record's own members, but for its constructor and setters, take whatever there is.</summary>
    public bool IsWrittenByCompiler => !IsSetter && Method.IsDefined(typeof(CompilerGeneratedAttribute));

    /// <summary>Whether it is this that a call is refused for, and not what it leads to.</summary>
    public bool Takes(BadCall call) => call.Parameter == "T" || Parameters.Any(parameter => NameOf(parameter) == call.Parameter);

    /// <summary>What a message calls a parameter: that of a setter is its property.</summary>
    public string NameOf(ParameterInfo parameter) => IsSetter ? Method.Name[4..] : parameter.Name!;

    public static PublicSignature[] Of(IEnumerable<Type> types) =>
    [
        .. types.Where(type => type is { IsVisible: true, IsEnum: false } && !type.IsSubclassOf(typeof(Delegate)))
            .SelectMany(type => type.GetMembers(Declared).OfType<MethodBase>())
            .Select(method => new PublicSignature(method))
            .OrderBy(signature => signature.Text, StringComparer.Ordinal),
    ];

    public override string ToString() => Text;

    private static bool IsElement(Type type) => type.GetGenericParameterConstraints().Any(
        constraint => constraint.IsGenericType && constraint.GetGenericTypeDefinition() == typeof(IBinaryFloatingPointIeee754<>));

    private static string Spell(ParameterInfo parameter) => (parameter.IsOut ? "out " : "") + Spell(parameter.ParameterType);

    private static string Spell(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsByRef) return Spell(type.GetElementType()!);
        if (type.IsArray) return Spell(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Spell(underlying) + "?";
        string name = type.IsNested && !type.IsGenericParameter ? $"{Spell(type.DeclaringType!)}.{type.Name}" : type.Name;
        Type[] arguments = type.GetGenericArguments();
        if (arguments.Length == 0) return name;
        return $"{name.Split('`')[0]}<{string.Join(", ", arguments.Select(Spell))}>";
    }
}
