using SimdOptim.Charts;
using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Progress;

/// <summary>Ten lines, for logs and files.</summary>
internal sealed class PlainSoakProgress(TextWriter output) : SoakProgress
{
    private const int Lines = 10;

    public override SoakResult Show(SoakSettings settings, Func<Action<SoakResult>, SoakResult> run)
    {
        int shown = 0;
        return run(now =>
        {
            if (now.Elapsed < (shown + 1) * settings.Duration / Lines) return;
            shown = (int)(now.Elapsed / settings.Duration * Lines);
            output.WriteLine($"{Figures.Time(now.Elapsed)} of {Figures.Time(settings.Duration)}  {Describe(now)}");
        });
    }
}
