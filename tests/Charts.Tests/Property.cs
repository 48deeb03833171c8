using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests.Charts;

/// <summary>Runs properties over the same random values every time.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Func<T, bool> law) =>
        Laws.Check(Arb.From(values), law, 200);
}
