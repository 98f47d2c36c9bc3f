namespace TradeML.Data.Imports;

/// <summary>What the user says about a file of bars.</summary>
public sealed record BarFileOptions
{
    /// <summary>Whether the bars are of a minute. Default: of a day.</summary>
    public bool Minutes { get; init; }

    /// <summary>The symbol of all rows. Default: the column symbol, or the file's name.</summary>
    public string? Symbol { get; init; }

    /// <summary>Which column is what (<c>close</c> → <c>Last</c>), where their names don't say it.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}
