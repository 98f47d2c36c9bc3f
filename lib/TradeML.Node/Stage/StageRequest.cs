using TradeML.Data.Settings;

namespace TradeML.Node.Stage;

/// <summary>What a node shall collect.</summary>
public sealed record StageRequest
{
    /// <summary>Name of the node. Default <c>node</c>.</summary>
    public string NodeId { get; init; } = "node";

    /// <summary>Source of the bars, for example <c>alpaca_sip</c>. Default <c>alpaca_sip</c>.</summary>
    public string Source { get; init; } = "alpaca_sip";

    /// <summary>Symbols as the vendor spells them; duplicates are merged.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>First day, included.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Day after the last, excluded; null means up to today, for ever.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Datasets with a window, a source or keys of their own, such as minute bars. Default none.</summary>
    public IReadOnlyDictionary<string, StageWindow> Datasets { get; init; } = new SortedDictionary<string, StageWindow>(
        StringComparer.Ordinal);

    /// <summary>Most calendar days of one task. Default 6000.</summary>
    public int MaxDaysPerTask { get; init; } = 6000;
}
