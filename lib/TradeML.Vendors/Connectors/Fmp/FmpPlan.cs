using System.Globalization;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>What to do when a plan allows fewer rows than were asked for.</summary>
internal static class FmpPlan
{
    /// <summary>The cursor that asks for as many rows as the free plan allows.</summary>
    public static string Smaller(FmpOptions options, in PagePlace page) => page.Cursor is null ? options.FreeRowLimit.ToString(CultureInfo.InvariantCulture)
        : throw VendorFaultException.Wrap(
            VendorFault.NotEntitled, $"fmp refuses even {options.FreeRowLimit} rows of {page.Window.Symbol}.", null, "Take a plan of fmp that has it, or another vendor in configs/endpoints.yml.");
}
