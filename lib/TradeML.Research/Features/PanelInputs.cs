using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>The optional columns of a panel by the inputs of features.</summary>
internal static class PanelInputs
{
    /// <summary>The first of the inputs that the panel lacks, in words, or null.</summary>
    internal static string? Missing(Panel panel, FeatureInput inputs)
    {
        if (inputs.HasFlag(FeatureInput.SharesOutstanding) && panel.SharesOutstanding is null) return "shares outstanding";
        if (inputs.HasFlag(FeatureInput.Sector) && panel.Sector is null) return "sector";
        if (inputs.HasFlag(FeatureInput.Industry) && panel.Industry is null) return "industry";
        if (inputs.HasFlag(FeatureInput.SessionsToEarnings) && panel.SessionsToEarnings is null) return "sessions to earnings";
        return inputs.HasFlag(FeatureInput.SessionsSinceEarnings) && panel.SessionsSinceEarnings is null ? "sessions since earnings" : null;
    }
}
