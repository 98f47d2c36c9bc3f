using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Timeline;

/// <summary>A market under a timeline: what is known of it at an instant. Thread-safe.</summary>
internal sealed class MarketView
{
    private readonly Lock gate = new();
    private readonly IMarketSource market;
    private readonly MarketTimeline timeline;
    private readonly Security[] securities;
    private readonly List<CorporateAction> actions;
    private readonly List<(int Security, LateAction Late)> addedSplits = [];
    private readonly Dictionary<Guid, DateTimeOffset> hiddenUntil = [];
    private readonly DateTimeOffset[] changes;
    private readonly MarketSnapshot?[] snapshots;

    /// <exception cref="TradeMLException">The timeline names an unknown or taken symbol, or a value out of range (bad
    /// input).</exception>
    public MarketView(IMarketSource market, MarketTimeline timeline)
    {
        this.market = market;
        this.timeline = timeline;
        securities = [.. market.Securities];
        actions = [.. market.CorporateActions];
        foreach (var rename in timeline.Renames) Apply(rename);
        foreach (var late in timeline.LateActions) Apply(late);
        foreach (var revision in timeline.Revisions)
        {
            Find(revision.Symbol);
            if (revision.Factor is not (> 0 and < double.PositiveInfinity))
                throw Bad($"The factor {revision.Factor} of the revision of {revision.Symbol} is not positive.");
        }

        actions.Sort(CorporateActionOrder.Compare);
        changes = [
            .. timeline.Revisions.Select(revision => revision.From).Concat(hiddenUntil.Values).Distinct().Order()];
        snapshots = new MarketSnapshot?[changes.Length + 1];
    }

    /// <summary>First session with a bar.</summary>
    public DateOnly FirstDay => market.FirstDay;

    /// <summary>Last session with a bar.</summary>
    public DateOnly LastDay => market.LastDay;

    /// <summary>What is known at an instant. Cheap: snapshots are kept.</summary>
    public MarketSnapshot At(DateTimeOffset now)
    {
        var epoch = changes.Length;
        while (epoch > 0 && changes[epoch - 1] > now) epoch--;
        if (Volatile.Read(ref snapshots[epoch]) is { } known) return known;
        lock (gate) return snapshots[epoch] ??= Take(epoch == 0 ? DateTimeOffset.MinValue : changes[epoch - 1]);
    }

    private MarketSnapshot Take(DateTimeOffset now)
    {
        var changed = new Dictionary<int, BarSeries>();
        foreach (var (security, late) in addedSplits)
            changed[security] = BarChange.Split(changed.GetValueOrDefault(security, market.Bars(security)), late.ExDate,
                late.Ratio);
        foreach (var revision in timeline.Revisions.Where(revision => revision.From <= now)
            .OrderBy(revision => revision.From))
        {
            var security = Find(revision.Symbol);
            changed[security] = BarChange.Revise(changed.GetValueOrDefault(security, market.Bars(security)), revision);
        }

        return new MarketSnapshot(market, securities,
            [.. actions.Where(action => !hiddenUntil.TryGetValue(action.Id, out var until) || until <= now)], changed);
    }

    private void Apply(Rename rename)
    {
        var index = Find(rename.OldSymbol);
        var security = securities[index];
        if (security.Symbol != rename.OldSymbol)
            throw Bad($"{rename.OldSymbol} is not the newest ticker of its security and cannot be renamed.");
        if (securities.Any(other => other.Tickers.Any(ticker => ticker.Symbol == rename.NewSymbol)))
            throw Bad($"The ticker {rename.NewSymbol} is taken.");
        var last = security.Tickers[^1];
        if (rename.Effective <= last.First)
            throw Bad($"{rename.OldSymbol} does not bear its ticker before {rename.Effective:yyyy-MM-dd}.");
        securities[index] = security with
        {
            Symbol = rename.NewSymbol,
            Tickers = [.. security.Tickers.SkipLast(1), last with { Last = rename.Effective.AddDays(-1) },
                new Ticker(rename.NewSymbol, rename.Effective, null)],
        };
        actions.Add(new CorporateAction
        {
            Id = StableId.Of($"{rename.OldSymbol}|RENAME|{rename.Effective:yyyy-MM-dd}"),
            Kind = CorporateActionKind.NameChange,
            SecurityIndex = index,
            Symbol = rename.OldSymbol,
            ExDate = rename.Effective,
            ProcessDate = rename.Effective,
            NewSymbol = rename.NewSymbol,
        });
    }

    private void Apply(LateAction late)
    {
        var isSplit = late.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit;
        if (!isSplit && late.Kind != CorporateActionKind.CashDividend)
            throw Bad($"A late action is a split or a cash dividend, not {late.Kind}.");
        if ((isSplit ? late.Ratio : late.Cash) is not (> 0 and < double.PositiveInfinity))
            throw Bad($"The late action of {late.Symbol} has no positive value.");
        var index = Find(late.Symbol);
        var booked = ExchangeCalendar.Xnys.TradingDayOf(VendorTime.Clamp(late.VisibleFrom.UtcDateTime));
        var at = actions
            .FindIndex(action =>
                action.SecurityIndex == index && action.Kind == late.Kind && action.ExDate == late.ExDate);
        if (at >= 0)
        {
            if (actions[at].ProcessDate < booked) actions[at] = actions[at] with { ProcessDate = booked };
        }
        else
        {
            at = actions.Count;
            actions.Add(New(late, index, isSplit, booked > late.ExDate ? booked : late.ExDate));
            if (isSplit) addedSplits.Add((index, late));
        }

        hiddenUntil[actions[at].Id] = late.VisibleFrom;
    }

    private CorporateAction New(LateAction late, int index, bool isSplit, DateOnly processed)
    {
        var whole = isSplit && late.Ratio < 1 && Math.Abs(Math.Round(1 / late.Ratio) - (1 / late.Ratio)) < 1e-9;
        return new CorporateAction
        {
            Id = StableId.Of($"{late.Symbol}|LATE|{late.Kind}|{late.ExDate:yyyy-MM-dd}"),
            Kind = late.Kind,
            SecurityIndex = index,
            Symbol = securities[index].SymbolOn(late.ExDate),
            ExDate = late.ExDate,
            ProcessDate = processed,
            PayableDate = isSplit ? null : processed,
            NewRate = !isSplit ? 0 : whole ? 1 : late.Ratio,
            OldRate = !isSplit ? 0 : whole ? Math.Round(1 / late.Ratio) : 1,
            Cash = isSplit ? 0 : late.Cash,
        };
    }

    private int Find(string symbol)
    {
        var index = Array.FindIndex(securities, security => security.Symbol == symbol);
        if (index < 0)
            index = Array.FindIndex(securities, security => security.Tickers.Any(ticker => ticker.Symbol == symbol));
        return index >= 0 ? index : throw Bad($"The market has no symbol {symbol}.");
    }

    private static TradeMLException Bad(string message) =>
        new(ErrorKind.BadInput, message, "timeline", "Correct the timeline.");
}
