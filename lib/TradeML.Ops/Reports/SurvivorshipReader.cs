using System.Globalization;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Reports;

/// <summary>Puts into words how far the lake holds names that no longer trade; without it no result is shown.</summary>
internal static class SurvivorshipReader
{
    internal static SurvivorshipSummary Read(DataLake lake, GateVerdict gate, SurvivorshipVerdict? verdict)
    {
        var measured = Data.Reference.SurvivorshipMeasure.Measure(lake, gate.WindowStart, gate.WindowEnd);
        return new SurvivorshipSummary(
            measured.CoveredShare ?? double.NaN, gate.Delisted, gate.Symbols.Count,
            measured.CoveredShare is null
                ? Unknown(measured.Reason, gate.Delisted)
                : Known(measured.MissingMembers.Count), verdict);
    }

    private static string Known(int missing) => missing == 0
        ? "Counted as days of index membership on which the lake holds the member, over all days of "
            + "membership in the window."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Counted as days of index membership on which the lake holds the member, over all days of membership "
                + $"in the window; {missing:N0} members are missing altogether, which usually flatters the results.");

    private static string Unknown(string? reason, int delisted) =>
        (reason ?? "The share of point-in-time members covered is unknown.") + (delisted == 0
        ? " No symbol of the universe stopped trading in the window: the universe was drawn from names that "
            + "survived, which flatters the results."
        : " Whatever is missing usually flatters the results.");
}
