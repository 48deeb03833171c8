using System.Reflection;
using System.Xml.Linq;
using SimdOptim.Data;

namespace SimdOptim.Tests.Arguments;

/// <summary>The exceptions that a public signature's documentation names, in the files that the compiler writes.</summary>
internal static class DocumentedExceptions
{
    /// <summary>The libraries whose public signatures have tables.</summary>
    public static readonly Assembly[] Assemblies =
        [typeof(Optimizers.ParameterRanges).Assembly, typeof(Network<float>).Assembly, typeof(CsvDataSetReader).Assembly];

    private static readonly Dictionary<string, XElement> _members = Assemblies
        .Select(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")))
        .SelectMany(document => document.Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Whether an exception, or the kind of argument exception that it is, is documented.</summary>
    public static bool Contains(PublicSignature signature, Type exception) => Resolve(signature.Method)
        .SelectMany(FindExceptions)
        .Select(element => element.Attribute("cref")!.Value)
        .Any(cref => cref == $"T:{exception}" || (exception == typeof(ArgumentNullException) && cref == $"T:{typeof(ArgumentException)}"));

    /// <summary>The documentation of a member, or of what it inherits its own from.</summary>
    private static IEnumerable<XElement> Resolve(MethodBase method)
    {
        if (!_members.TryGetValue(IdOf(method, method.DeclaringType!), out XElement? member)) return [];
        if (member.Element("inheritdoc") is not { } inherited || inherited.Attribute("cref") is not null) return [member];
        IEnumerable<XElement?> faces =
            method.DeclaringType!.GetInterfaces().Select(face => _members.GetValueOrDefault(IdOf(method, face)));
        return [member, .. faces.OfType<XElement>()];
    }

    /// <summary>The exceptions of a member's documentation, those that it inherits from a named member included.</summary>
    private static IEnumerable<XElement> FindExceptions(XElement member) =>
    [
        .. member.Elements("exception"),
        .. from inherited in member.Elements("inheritdoc")
           let path = inherited.Attribute("path")?.Value ?? "exception"
           where inherited.Attribute("cref") is not null && (path.Contains("exception") || path.Contains("not(self::summary)"))
           from exception in FindExceptions(_members[inherited.Attribute("cref")!.Value])
           select exception,
    ];

    /// <summary>What the compiler calls a member: <c>M:SimdOptim.Simd.Reductions.Sum``1(System.ReadOnlySpan{``0})</c>.</summary>
    private static string IdOf(MethodBase method, Type type)
    {
        string owner = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
        if (method.IsSpecialName && method.Name.StartsWith("set_", StringComparison.Ordinal))
            return $"P:{owner}.{method.Name[4..]}";
        bool isIndexer = method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal);
        string name = isIndexer ? method.Name[4..] : method.Name.Replace('.', '#');
        if (method.IsGenericMethod) name += $"``{method.GetGenericArguments().Length}";
        string types = string.Join(",", method.GetParameters().Select(parameter => IdOf(parameter.ParameterType)));
        return $"{(isIndexer ? 'P' : 'M')}:{owner}.{name}" + (types == "" ? "" : $"({types})");
    }

    private static string IdOf(Type type)
    {
        if (type.IsGenericParameter) return (type.IsGenericMethodParameter ? "``" : "`") + type.GenericParameterPosition;
        if (type.IsByRef) return IdOf(type.GetElementType()!) + "@";
        if (type.IsArray) return IdOf(type.GetElementType()!) + "[]";
        string name = $"{type.Namespace}.{type.Name}";
        return type.IsGenericType ? $"{name.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(IdOf))}}}" : name;
    }
}
