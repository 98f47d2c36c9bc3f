using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>What to do when a plan allows fewer rows than were asked for.</summary>
internal static class FmpPlan
{
    /// <summary>Rows asked for where the vendor would otherwise send five: its maximum.</summary>
    public const string Rows = "1000";

    private const string FreeRows = "5";

    /// <summary>The cursor that asks for as many rows as the free plan allows.</summary>
    public static string Smaller(in PagePlace page) => page.Cursor is null ? FreeRows : throw VendorFaultException.Wrap(
        VendorFault.NotEntitled, $"fmp refuses even {FreeRows} rows of {page.Window.Symbol}.", null,
        "Take a plan of fmp that has it, or another vendor in configs/endpoints.yml.");
}
