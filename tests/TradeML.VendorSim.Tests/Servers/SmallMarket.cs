using TradeML.Core.Time;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Tests.Servers;

/// <summary>
/// Four securities over the sessions of 2024-03-01 to 2024-03-22, which span the change to daylight-saving time: AAA,
/// BRK.B, NEW (called OLD before 2024-03-12) and ZZZ (delisted after 2024-03-08). Close of security i on session k is
/// 100·(i+1) + k.
/// </summary>
public sealed class SmallMarket : IMarketSource
{
    private readonly BarColumns columns;
    private readonly int[] starts;

    public SmallMarket()
    {
        var sessions = ExchangeCalendar.Xnys.Sessions(FirstDay, LastDay.AddDays(1)).ToArray();
        Securities =
        [
            Make(0, "AAA", null),
            Make(1, "BRK.B", null),
            new Security(2, Id(2), "NEW", "Renamed Inc.", "NASDAQ", "", FirstDay, null,
                [new Ticker("OLD", FirstDay, new DateOnly(2024, 3, 11)),
                    new Ticker("NEW", new DateOnly(2024, 3, 12), null)]),
            Make(3, "ZZZ", new DateOnly(2024, 3, 8)),
        ];
        starts = new int[5];
        var rows = new List<(int Day, double Close)>();
        for (var i = 0; i < 4; i++)
        {
            for (var k = 0; k < sessions.Length; k++)
                if (Securities[i].IsListed(sessions[k])) rows.Add((sessions[k].DayNumber, (100 * (i + 1)) + k));
            starts[i + 1] = rows.Count;
        }

        columns = new BarColumns
        {
            Day = [.. rows.Select(r => r.Day)],
            Open = [.. rows.Select(r => r.Close - 0.5)],
            High = [.. rows.Select(r => r.Close + 1)],
            Low = [.. rows.Select(r => r.Close - 1)],
            Close = [.. rows.Select(r => r.Close)],
            Volume = [.. rows.Select(_ => 400_000L)],
        };
        CorporateActions =
        [
            Action(CorporateActionKind.ForwardSplit, 0, "AAA", 6, 6) with { NewRate = 1.499999, OldRate = 1 },
            Action(CorporateActionKind.ReverseSplit, 1, "BRK.B", 7, 7) with { NewRate = 1, OldRate = 10 },
            Action(CorporateActionKind.WorthlessRemoval, 3, "ZZZ", 11, 11),
            Action(CorporateActionKind.NameChange, 2, "OLD", 12, 12) with { NewSymbol = "NEW" },
            Action(CorporateActionKind.CashDividend, 0, "AAA", 5, 20) with { Cash = 0.25,
                PayableDate = new DateOnly(2024, 3, 20) },
            Action(CorporateActionKind.CashDividend, 2, "OLD", 5, 21) with { Cash = 1.5, Special = true },
        ];
    }

    public string Description => "four securities";

    public IReadOnlyList<Security> Securities { get; }

    public DateOnly FirstDay { get; } = new(2024, 3, 1);

    public DateOnly LastDay { get; } = new(2024, 3, 22);

    public int Rows => columns.Rows;

    public IReadOnlyList<CorporateAction> CorporateActions { get; }

    public BarSeries Bars(int securityIndex) =>
        new(columns, starts[securityIndex], starts[securityIndex + 1] - starts[securityIndex]);

    private static Guid Id(int i) => new(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private Security Make(int index, string symbol, DateOnly? delisted) =>
        new(index, Id(index), symbol, symbol + " Inc.", "NYSE", "", FirstDay, delisted,
            [new Ticker(symbol, FirstDay, null)]);

    private static CorporateAction Action(
        CorporateActionKind kind, int security, string symbol, int exDay, int processDay) => new()
        {
            Id = new Guid(100 + exDay, (short)security, (short)kind, [0, 0, 0, 0, 0, 0, 0, 0]),
            Kind = kind,
            SecurityIndex = security,
            Symbol = symbol,
            ExDate = new DateOnly(2024, 3, exDay),
            ProcessDate = new DateOnly(2024, 3, processDay),
        };
}
