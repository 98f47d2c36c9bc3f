using TradeML.Data.Curation;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Subjects;

/// <summary>Turns rows of the world's corporate actions into what the adjustment chain takes.</summary>
internal static class WorldActions
{
    internal static Dictionary<string, List<CorporateEvent>> BySymbol(WorldTable actions)
    {
        var (types, ratios, amounts) = (actions.Text("type"), actions.Number("ratio"), actions.Number("amount"));
        var result = new Dictionary<string, List<CorporateEvent>>(StringComparer.Ordinal);
        for (var row = 0; row < actions.Rows; row++)
        {
            CorporateEvent? action = types[row] switch
            {
                "SPLIT" or "STOCK_DIVIDEND" => CorporateEvent.Split(actions.Date[row], ratios[row]),
                "DIVIDEND" => CorporateEvent.Cash(actions.Date[row], amounts[row]),
                "SPIN_OFF" => CorporateEvent.SpinOff(actions.Date[row], amounts[row]),
                _ => null,
            };
            if (action is not { } known) continue;
            if (!result.TryGetValue(actions.Symbol[row], out var own)) result[actions.Symbol[row]] = own = [];
            own.Add(known);
        }

        return result;
    }
}
