using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using SimdOptim.Benchmarks.Measuring;

namespace SimdOptim.Benchmarks.Suites.Columns;

/// <summary>A column that shows the mean time in another unit.</summary>
internal sealed class UnitColumn(string name, string legend, Func<BenchmarkCase, Unit> unitOf) : IColumn
{
    public string Id => $"{nameof(UnitColumn)}.{name}";

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? Unit.Format(unitOf(benchmarkCase).FromNanoseconds(statistics.Mean))
            : "NA";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
