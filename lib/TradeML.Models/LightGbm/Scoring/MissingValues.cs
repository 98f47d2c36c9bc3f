namespace TradeML.Models.LightGbm.Scoring;

/// <summary>Which values a split treats as missing (bits 2 and 3 of LightGBM's decision type).</summary>
internal enum MissingValues
{
    /// <summary>None: NaN counts as 0.</summary>
    None = 0,

    /// <summary>Zeros, and NaN with them.</summary>
    Zero = 1,

    /// <summary>NaN.</summary>
    Nan = 2,
}
