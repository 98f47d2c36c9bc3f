using System.Text.Json;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The asset list: living securities, delisted ones, and the dead tickers of renamed ones.</summary>
internal sealed class AlpacaAssets(ServerContext context)
{
    private readonly record struct Asset(Guid Id, string Symbol, Security Security, bool Active);

    public void List(VendorRequest request, Reply reply)
    {
        var status = request.Query("status");
        if (status is not (null or "active" or "inactive"))
        {
            reply.Error(422, $"invalid status: {status}", 42210000);
            return;
        }

        var exchange = request.Query("exchange");
        var nothing = request.Query("asset_class") is { } assetClass && assetClass != "us_equity";
        using var writer = reply.Writer();
        writer.WriteStartArray();
        foreach (var asset in All(request.Now))
        {
            if (nothing || (status is not null && asset.Active != (status == "active"))) continue;
            if (exchange is not null && asset.Security.Exchange != exchange) continue;
            Write(writer, asset, request.Has(FaultKind.UnknownFields));
        }

        writer.WriteEndArray();
    }

    public void One(string symbolOrId, VendorRequest request, Reply reply)
    {
        var byId = Guid.TryParse(symbolOrId, out var id);
        Asset? found = null;
        foreach (var asset in All(request.Now))
        {
            if (byId ? asset.Id != id : asset.Symbol != symbolOrId) continue;
            if (found is null || asset.Active) found = asset;
        }

        if (found is not { } one)
        {
            reply.Error(404, $"asset not found for {symbolOrId}", 40410000);
            return;
        }

        using var writer = reply.Writer();
        Write(writer, one, request.Has(FaultKind.UnknownFields));
    }

    private IEnumerable<Asset> All(DateTimeOffset now)
    {
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(now.UtcDateTime));
        foreach (var security in context.View.At(now).Securities)
        {
            if (security.Listed > today) continue;
            for (var i = 0; i < security.Tickers.Count; i++)
            {
                var ticker = security.Tickers[i];
                if (ticker.First > today) continue;
                var current = ticker.Covers(today);
                yield return new Asset(
                    i == 0 ? security.Id : StableId.Of(security.Id, i), ticker.Symbol, security,
                    current && security.IsListed(today));
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, Asset asset, bool unknownFields)
    {
        writer.WriteStartObject();
        writer.WriteString("id", asset.Id);
        writer.WriteString("class", "us_equity");
        writer.WriteString("exchange", asset.Security.Exchange);
        writer.WriteString("symbol", asset.Symbol);
        writer.WriteString("name", asset.Security.Name);
        writer.WriteString("status", asset.Active ? "active" : "inactive");
        writer.WriteBoolean("tradable", asset.Active);
        writer.WriteBoolean("marginable", asset.Active);
        writer.WriteBoolean("shortable", asset.Active);
        writer.WriteBoolean("easy_to_borrow", asset.Active);
        writer.WriteBoolean("fractionable", asset.Active);
        writer.WriteNumber("maintenance_margin_requirement", 30);
        writer.WriteString("margin_requirement_long", "30");
        writer.WriteString("margin_requirement_short", "30");
        writer.WriteNull("cusip");
        writer.WriteStartArray("attributes");
        writer.WriteEndArray();
        if (unknownFields) writer.WriteString("xq", "field nobody documented");
        writer.WriteEndObject();
    }
}
