namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>Every connector that the conformance suite runs; a vendor adds one line.</summary>
public static class ConnectorCases
{
    public static IEnumerable<ConnectorCase> All() =>
    [
        .. AlpacaCases.All,
        .. MassiveCases.All,
        .. FinnhubCases.All,
        .. FredCases.All,
        .. TreasuryCases.All,
        .. FmpCases.All,
        .. AlphaVantageCases.All,
        .. SecCases.All,
    ];
}
