using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>
/// Maps every type of Alpaca's corporate actions to ours. Splits carry new over old shares; a stock dividend of rate r
/// is 1 + r new shares per old; spin-offs and stock mergers carry the shares received per share held. A unit split
/// takes a bundle apart and changes no price by ratio: OTHER, like redemptions, removals, rights, partial calls and
/// reorganizations. A type we do not know is OTHER too.
/// </summary>
internal static class ActionMapper
{
    /// <summary>
    /// Adds one action under the symbol that was asked for, or sets it aside with its reason; one that concerns only
    /// another symbol's holders is left out.
    /// </summary>
    /// <param name="item">The action.</param>
    /// <param name="asked">Symbols asked for.</param>
    /// <param name="sink">Takes the row.</param>
    public static void Map(ActionItem item, IReadOnlySet<string> asked, RowSink sink)
    {
        var (owner, other) = Symbols(item);
        if (owner is not null && !asked.Contains(owner) && other is not null && asked.Contains(other))
        {
            if (item.Type != "name_changes") return; // an event of the other company's holders
            (owner, other) = (other, owner);
        }

        var exDate = item.Day("ex_date") ?? item.Day("effective_date") ?? item.Day("process_date");
        var (type, ratio, amount, needs) = Terms(item);
        if (owner is null) sink.Spoil("the symbol is missing");
        if (item.Text("id") is null) sink.Spoil("the id is missing");
        if (item.Text("currency") is { } currency && currency != "USD")
            sink.Spoil($"the amount is in {currency}, not USD");
        if (exDate is null) sink.Spoil("no date says when it takes effect");
        if ((needs.HasFlag(Needs.Ratio) && double.IsNaN(ratio))
            || (needs.HasFlag(Needs.Amount) && double.IsNaN(amount)))
            sink.Spoil("the rate is missing or not above 0");
        sink.Set("symbol", owner).Set("event_type", type).Set("ex_date", exDate)
            .Set("record_date", item.Day("record_date")).Set("pay_date", item.Day("payable_date"))
            .Set("ratio", ratio).Set("amount", amount).Set("related_symbol", other).Set("vendor_id", item.Text("id"))
            .Set("process_date", item.Day("process_date"))
            .Add(owner, exDate, item.Json);
    }

    private static (string? Owner, string? Other) Symbols(ActionItem item) => item.Type switch
    {
        "unit_splits" or "name_changes" => (item.Text("old_symbol"), item.Text("new_symbol")),
        "spin_offs" or "rights_distributions" => (item.Text("source_symbol"), item.Text("new_symbol")),
        "cash_mergers" or "stock_mergers" or "stock_and_cash_mergers" =>
            (item.Text("acquiree_symbol"), item.Text("acquirer_symbol")),
        _ => (item.Text("symbol") ?? item.Text("old_symbol") ?? item.Text("source_symbol"), item.Text("new_symbol")),
    };

    private static (string Type, double Ratio, double Amount, Needs Needs) Terms(ActionItem item) => item.Type switch
    {
        "forward_splits" or "reverse_splits" =>
            ("SPLIT", item.Positive("new_rate") / item.Positive("old_rate"), double.NaN, Needs.Ratio),
        "cash_dividends" => ("DIVIDEND", double.NaN, item.Positive("rate"), Needs.Amount),
        "stock_dividends" => ("STOCK_DIVIDEND", 1 + item.Positive("rate"), double.NaN, Needs.Ratio),
        "spin_offs" => ("SPIN_OFF", item.Positive("new_rate") / item.Positive("source_rate"), double.NaN, Needs.Ratio),
        "name_changes" => ("NAME_CHANGE", double.NaN, double.NaN, Needs.Nothing),
        "cash_mergers" => ("MERGER", double.NaN, item.Positive("rate"), Needs.Amount),
        "stock_mergers" =>
            ("MERGER", item.Positive("acquirer_rate") / item.Positive("acquiree_rate"), double.NaN, Needs.Ratio),
        "stock_and_cash_mergers" => (
            "MERGER", item.Positive("acquirer_rate") / item.Positive("acquiree_rate"), item.Positive("cash_rate"),
            Needs.Ratio | Needs.Amount),
        "unit_splits" => ("OTHER", item.Positive("new_rate") / item.Positive("old_rate"), double.NaN, Needs.Nothing),
        "rights_distributions" => ("OTHER", item.Positive("rate"), double.NaN, Needs.Nothing),
        _ => ("OTHER", double.NaN, item.Positive("rate"), Needs.Nothing),
    };

    [Flags]
    private enum Needs
    {
        Nothing = 0,
        Ratio = 1,
        Amount = 2,
    }
}
