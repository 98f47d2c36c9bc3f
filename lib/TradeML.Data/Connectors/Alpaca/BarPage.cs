namespace TradeML.Data.Connectors.Alpaca;

/// <summary>One parsed page of bars.</summary>
internal sealed class BarPage
{
    /// <summary>Sound bars in the order of the page.</summary>
    public List<ParsedBar> Bars { get; } = [];

    /// <summary>Bars set aside.</summary>
    public List<QuarantinedRow> Quarantined { get; } = [];

    /// <summary>Fields that the parser does not know.</summary>
    public long UnknownFields { get; set; }

    /// <summary>Token of the next page, or null at the end.</summary>
    public string? NextToken { get; set; }
}
