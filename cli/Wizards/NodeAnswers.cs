namespace TradeML.Cli.Wizards;

/// <summary>What the options of <c>ata wizard node</c> answered; null where an option was not given.</summary>
internal sealed record NodeAnswers
{
    /// <summary>The lake's folder.</summary>
    public string? Root { get; init; }

    /// <summary>The settings environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The node's name.</summary>
    public string? NodeId { get; init; }

    /// <summary>Vendors' keys and the SEC's contact, by the name of their variable.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>Requests in flight per vendor.</summary>
    public string? MaxInflight { get; init; }

    /// <summary>Requests in flight by vendor, <c>alpaca=2,finnhub=1</c>.</summary>
    public string? VendorMaxInflight { get; init; }

    /// <summary>The stage's symbols: a number takes the first of the vendor's list, otherwise a list.</summary>
    public string? Symbols { get; init; }

    /// <summary>A file of symbols.</summary>
    public string? SymbolsFile { get; init; }

    /// <summary>Years of daily bars.</summary>
    public string? Years { get; init; }

    /// <summary>Years of minute bars; 0: none.</summary>
    public string? MinuteYears { get; init; }

    /// <summary>Alpaca's feed of the daily bars.</summary>
    public string Feed { get; init; } = "sip";

    /// <summary>Local time of the nightly maintenance.</summary>
    public string? MaintenanceTime { get; init; }

    /// <summary>Where the systemd unit is written; <c>none</c>: nowhere.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the node is started at the end.</summary>
    public bool? Start { get; init; }
}
