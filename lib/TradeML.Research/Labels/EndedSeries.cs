namespace TradeML.Research.Labels;

/// <summary>What a label is when the symbol stops trading before the label's end.</summary>
public enum EndedSeries
{
    /// <summary>Unknown (NaN): the row is left out of training and scoring, which favours survivors.</summary>
    Unknown,

    /// <summary>The return to the last close and, beyond it, the assumed return of the delisting's reason.</summary>
    Delisting,
}
