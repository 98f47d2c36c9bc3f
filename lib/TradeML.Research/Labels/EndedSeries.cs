namespace TradeML.Research.Labels;

/// <summary>What a label is when the symbol's last bar lies before the label's end session, and before the panel's last session.</summary>
public enum EndedSeries
{
    /// <summary>Unknown (NaN): the row is left out of training and scoring, which favours survivors.</summary>
    Unknown,

    /// <summary>The return to the last close: what a holder had when the listing ended.</summary>
    LastClose,
}
