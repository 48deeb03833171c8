using System.Globalization;

namespace SimdOptim.Charts;

/// <summary>Writes numbers for people, the same in every culture.</summary>
public static class Figures
{
    /// <summary>A cost in four significant digits.</summary>
    public static string Cost(double cost) =>
        cost.ToString(Math.Abs(cost) is 0 or (>= 1e-3 and < 1e4) ? "0.0000" : "0.000e+0", CultureInfo.InvariantCulture);

    /// <summary>A share of all samples, in percent.</summary>
    public static string Share(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A coefficient of determination; a dash if there is none.</summary>
    public static string Determination(double? r2) =>
        r2 is { } known && double.IsFinite(known) ? known.ToString("0.0000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A count in groups of three digits.</summary>
    public static string Count(double count) => Math.Round(count).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>An amount of memory, in mebibytes.</summary>
    public static string Memory(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) + " MiB";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double number) =>
        number.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace('E', 'e');

    /// <summary>A relative difference, whose exponent matters most.</summary>
    public static string Difference(double difference) =>
        difference == 0 ? "0" : difference.ToString("0.00e-0", CultureInfo.InvariantCulture);

    /// <summary>A derivative, in enough digits to see where two differ.</summary>
    public static string Derivative(double derivative) => derivative.ToString("0.00000000e-0", CultureInfo.InvariantCulture);

    /// <summary>A duration in seconds, to three significant digits or a millisecond.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + " s",
        _ => Time(time),
    };

    /// <summary>A duration, to the second if it is long.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 60 => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 3600 => time.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => Math.Floor(time.TotalHours).ToString("0", CultureInfo.InvariantCulture)
            + time.ToString(@"\:mm", CultureInfo.InvariantCulture) + " h",
    };
}
