using System.Diagnostics.Tracing;

namespace SimdOptim.Tests.Diagnostics;

/// <summary>Writes down the events of the source <c>SimdOptim</c>, as a name and what came with it.</summary>
internal sealed class HeardEvents : EventListener
{
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public EventLevel Level { get; init; } = EventLevel.Verbose;

    public void Listen() => EnableEvents(EventSource.GetSources().Single(source => source.Name == "SimdOptim"), Level);

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != "SimdOptim") return;
        _texts.Add(FormattableString.Invariant($"{eventData.EventName} {string.Join(' ', eventData.Payload!)}"));
        _ = string.Format(System.Globalization.CultureInfo.InvariantCulture, eventData.Message!, [.. eventData.Payload!]);
    }
}
