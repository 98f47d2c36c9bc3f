using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// The rows that features are computed from: those of a panel, or buffers that hold some symbols of a long file at a
/// time. Buffers may be longer than what they hold.
/// </summary>
/// <param name="Columns">The columns; one that is null is unknown everywhere.</param>
/// <param name="Day">Index into <paramref name="Sessions"/> by row.</param>
/// <param name="Sessions">All sessions, ascending.</param>
/// <param name="Symbols">Number of symbols of the whole.</param>
/// <param name="Longest">Rows of the longest symbol.</param>
public sealed record FeatureRows(PanelColumns Columns, int[] Day, DateOnly[] Sessions, int Symbols, int Longest)
{
    /// <summary>The rows of a panel.</summary>
    /// <param name="panel">The panel.</param>
    public static FeatureRows Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var columns = new PanelColumns
        {
            Open = panel.Open, High = panel.High, Low = panel.Low, Close = panel.Close, Volume = panel.Volume,
            PriceStep = panel.HasSteps ? panel.PriceStep : null, VolumeStep = panel.HasSteps ? panel.VolumeStep : null,
            TotalReturnStep = panel.HasSteps ? panel.TotalReturnStep : null,
            SharesOutstanding = panel.SharesOutstanding,
            Sector = panel.Sector, SectorNames = panel.SectorNames, Industry = panel.Industry,
            IndustryNames = panel.IndustryNames, SessionsToEarnings = panel.SessionsToEarnings,
            SessionsSinceEarnings = panel.SessionsSinceEarnings,
        };
        var longest = 0;
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            longest = Math.Max(longest, panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
        return new(columns, panel.Day, panel.Sessions, panel.SymbolCount, longest);
    }

    /// <summary>Whether anything splits or pays: without, every step is 1.</summary>
    internal bool HasSteps => (Columns.PriceStep ?? Columns.VolumeStep ?? Columns.TotalReturnStep) is not null;

    /// <summary>The first of the inputs that these rows lack, in words, or null.</summary>
    internal string? Lacking(FeatureInput inputs)
    {
        if (inputs.HasFlag(FeatureInput.SharesOutstanding) && Columns.SharesOutstanding is null)
            return "shares outstanding";
        if (inputs.HasFlag(FeatureInput.Sector) && Columns.Sector is null) return "sector";
        if (inputs.HasFlag(FeatureInput.Industry) && Columns.Industry is null) return "industry";
        if (inputs.HasFlag(FeatureInput.SessionsToEarnings) && Columns.SessionsToEarnings is null)
            return "sessions to earnings";
        return inputs.HasFlag(FeatureInput.SessionsSinceEarnings) && Columns.SessionsSinceEarnings is null
            ? "sessions since earnings" : null;
    }
}
