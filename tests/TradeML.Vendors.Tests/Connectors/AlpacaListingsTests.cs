using TradeML.Core.Time;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>The list has two halves instead of pages: active and inactive.</summary>
public sealed class AlpacaListingsTests : ConnectorConformance
{
    private const string Active =
        """{"id":"1","class":"us_equity","exchange":"NYSE","symbol":"AAA","name":"A","status":"active","tradable":true}""";
    private const string Inactive =
        """{"id":"2","class":"us_equity","exchange":"NYSE","symbol":"BBB","name":null,"status":"inactive","tradable":false}""";

    protected override FetchRequest Task { get; } = new("listings", null, new DateOnly(2024, 1, 1),
        new DateOnly(2024, 4, 1), TaskKind.Bootstrap, 1);

    protected override IReadOnlyList<string> Pages { get; } = [$"[{Active}]", $"[{Inactive}]"];

    protected override int Rows => 2;

    protected override IReadOnlyList<string> Empties { get; } = ["[]"];

    protected override IReadOnlyList<string> PagesWithUnknownFields { get; } =
        [$"[{Active.Replace("{", "{\"zz\":{\"deep\":[1]},", StringComparison.Ordinal)}]", $"[{Inactive}]"];

    protected override IReadOnlyList<string> PagesWithABadRow { get; } = [
        $$"""[{{Active}},{"id":"3","status":"active"}]""", $"[{Inactive}]"];

    protected override IDatasetFetcher Create(VendorHttp http) =>
        new AlpacaListings(Options, http, Contracts, ExchangeCalendar.Xnys, Time);
}
