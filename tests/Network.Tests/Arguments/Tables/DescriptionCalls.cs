namespace SimdOptim.Tests.Arguments.Tables;

internal static class DescriptionCalls
{
    public static IEnumerable<BadCalls> All()
    {
        Description description = new("Adam") { { "beta1", 0.9 } };
        return
        [
            new BadCalls("Description(string)").RefusesNoText("kind", kind => new Description(kind)),
            Adding("bool", name => description.Add(name, true)),
            Adding("double", name => description.Add(name, 1.0)).Takes("value", "NaN is a value"),
            Adding("long", name => description.Add(name, 1L)).Takes("value", "any number is a value"),
            Adding("ulong", name => description.Add(name, 1UL)),
            Adding("string", name => description.Add(name, "a")).RefusesNull("value", () => description.Add("a", (string)null!)),
            Adding("Description", name => description.Add(name, description))
                .RefusesNull("value", () => description.Add("a", (Description)null!)),
            new BadCalls("Description.Equals(Description)").Takes("other", "no description equals null"),
            new BadCalls("Description.FindDifference(Description)").RefusesNull("found", () => description.FindDifference(null!)),
            new BadCalls("Description[string]").Takes("name", "a description has no value of that name"),
            new BadCalls("ParameterLayout(IEnumerable<ParameterTensor>)")
                .RefusesNull("tensors", () => new ParameterLayout((IEnumerable<ParameterTensor>)null!))
                .Refuses(
                    "tensors",
                    () => new ParameterLayout(Tensor("a", 0, 2, 3), null!),
                    () => new ParameterLayout(Tensor(null!, 0, 2, 3)),
                    () => new ParameterLayout(Tensor("a", 0, -2, 3)),
                    () => new ParameterLayout(Tensor("a", 0, 2, -3)),
                    () => new ParameterLayout(Tensor("a", 1, 2, 3)),
                    () => new ParameterLayout(Tensor("a", 0, 2, 3), Tensor("b", 5, 1, 3)),
                    () => new ParameterLayout(Tensor("a", 0, 2, 3), Tensor("a", 6, 1, 3)),
                    () => new ParameterLayout(Tensor("a", 0, int.MaxValue, int.MaxValue))),
            new BadCalls("ParameterLayout.Where(Func<ParameterTensor, bool>)")
                .RefusesNull("predicate", () => new ParameterLayout().Where(null!)),
        ];

        BadCalls Adding(string type, Action<string> add) => new BadCalls($"Description.Add(string, {type})")
            .Keeps(description.ToString)
            .RefusesNoText("name", add)
            .Refuses("name", () => add("beta1"));
    }

    private static ParameterTensor Tensor(string name, int offset, int rows, int columns) =>
        new(name, offset, rows, columns, TensorKind.Weight);
}
