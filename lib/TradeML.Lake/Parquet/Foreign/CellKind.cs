namespace TradeML.Lake.Parquet.Foreign;

/// <summary>What the cells of a column of the user's file are.</summary>
public enum CellKind
{
    /// <summary>A name.</summary>
    Text,

    /// <summary>The exchange's local day.</summary>
    Day,

    /// <summary>An instant with its time zone.</summary>
    Instant,

    /// <summary>A number.</summary>
    Number,
}
