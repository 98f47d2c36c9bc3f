using System.Globalization;
using System.Runtime.InteropServices;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Connectors.Http;
using TradeML.Data.Ingest;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>
/// Daily bars, unadjusted, from <c>/v2/stocks/bars</c>. Only sessions that are over are taken: the bar of a running session is not final. The feed is
/// part of the source's name, <c>alpaca_sip</c> or <c>alpaca_iex</c>.
/// </summary>
public sealed class AlpacaBars : IDatasetFetcher
{
    private const int RowsPerBatch = 20_000;

    private readonly AlpacaOptions options;
    private readonly VendorHttp http;
    private readonly TimeProvider time;
    private readonly SessionStamps stamps;
    private readonly BarAssembler assembler;

    /// <summary>Creates the fetcher.</summary>
    /// <param name="options">Addresses, feed and bounds.</param>
    /// <param name="http">Client that carries the keys.</param>
    /// <param name="contracts">Where raw/equities_bars is declared.</param>
    /// <param name="stamps">Sessions of the listing exchange.</param>
    /// <param name="time">Clock.</param>
    public AlpacaBars(AlpacaOptions options, VendorHttp http, ContractCatalog contracts, SessionStamps stamps, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(contracts);
        if (options.Feed is not ("sip" or "iex"))
            throw new TradeMLException(ErrorKind.BadInput, $"The feed '{options.Feed}' is not known.", null, "Use sip or iex.");
        this.options = options;
        this.http = http;
        this.time = time;
        this.stamps = stamps;
        assembler = new BarAssembler(contracts[Table], stamps);
        SourceName = $"{AlpacaOptions.Vendor}_{options.Feed}";
    }

    /// <inheritdoc/>
    public string Vendor => AlpacaOptions.Vendor;

    /// <inheritdoc/>
    public string Dataset => "equities_eod";

    /// <inheritdoc/>
    public string Table => "raw/equities_bars";

    /// <inheritdoc/>
    public string SourceName { get; }

    /// <inheritdoc/>
    public int BatchSize(BackfillTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Math.Clamp(RowsPerBatch / Math.Max(1, stamps.Calendar.Count(task.Start, task.End)), 1, 100);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(IReadOnlyList<BackfillTask> tasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var first = tasks[0];
        var final = time.GetUtcNow().UtcDateTime - options.RecentDelay;
        var openDay = stamps.FirstOpenDay(final);
        var end = openDay < first.End ? openDay : first.End;
        if (end <= first.Start) return [.. tasks.Select(t => NotYet(t, openDay))];
        var symbols = tasks.Select(t => t.Symbol!).ToList();
        var (answer, dropped) = await AlpacaPages.WithoutInvalidAsync(
            symbols, left => AskAsync(left, first, end, final, cancellationToken)).ConfigureAwait(false);
        return [.. tasks.Select(t => Result(t, end, answer, dropped))];
    }

    private async Task<Answer> AskAsync(IReadOnlyList<string> symbols, BackfillTask window, DateOnly end, DateTime final, CancellationToken token)
    {
        var query = Query(symbols, window.Start, end, final);
        var parser = new BarPageParser(symbols.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => p.i, StringComparer.Ordinal), stamps, options.MaxPrice);
        var pages = await AlpacaPages.WalkAsync<BarPage>(
            http, query, options.MaxPages, window.Kind, number => json => parser.Parse(json, number), p => p.NextToken, token).ConfigureAwait(false);
        var bars = pages.Count == 1 ? pages[0].Bars : [.. pages.SelectMany(p => p.Bars)];
        var quarantined = pages.SelectMany(p => p.Quarantined).ToList();
        var outside = bars.RemoveAll(b => Outside(b, window.Start, end, symbols, quarantined));
        var merged = assembler.Merge(bars, symbols, quarantined);
        return new Answer(symbols, bars, Distinct(quarantined), query, pages.Sum(p => p.UnknownFields), merged, outside);
    }

    private string Query(IReadOnlyList<string> symbols, DateOnly start, DateOnly end, DateTime final)
    {
        var last = stamps.Calendar.MidnightUtc(end).AddSeconds(-1);
        if (last > final) last = final;
        var asOf = options.AsOf ?? stamps.Calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{options.DataUrl.ToString().TrimEnd('/')}/v2/stocks/bars?symbols={string.Join(',', symbols.Select(Uri.EscapeDataString))}&timeframe=1Day&start={stamps.Calendar.MidnightUtc(start):yyyy-MM-ddTHH:mm:ssZ}&end={last:yyyy-MM-ddTHH:mm:ssZ}&limit={options.PageLimit}&adjustment=raw&feed={options.Feed}&asof={asOf:yyyy-MM-dd}");
    }

    private bool Outside(in ParsedBar bar, DateOnly start, DateOnly end, IReadOnlyList<string> symbols, List<QuarantinedRow> quarantined)
    {
        var day = stamps.Calendar.Days[bar.Session];
        if (day >= start && day < end) return false;
        quarantined.Add(new QuarantinedRow("the day was not asked for", symbols[bar.Symbol], day, $"{{\"t\":\"{bar.Stamp:yyyy-MM-ddTHH:mm:ssZ}\"}}", "merged pages"));
        return true;
    }

    // A page that came twice brings its bad rows twice.
    private static List<QuarantinedRow> Distinct(List<QuarantinedRow> rows) => [.. rows.DistinctBy(r => (r.Symbol, r.Reason, r.Content))];

    private FetchResult Result(BackfillTask task, DateOnly end, Answer? answer, Dictionary<string, string> dropped)
    {
        var now = Instants.Now(time);
        if (answer is null || dropped.ContainsKey(task.Symbol!))
            return Empty(task, task.Start) with { Refusal = dropped[task.Symbol!] };
        var index = answer.Symbols.ToList().IndexOf(task.Symbol!);
        var span = CollectionsMarshal.AsSpan(answer.Bars);
        var from = LowerBound(span, index);
        var to = LowerBound(span, index + 1);
        return new FetchResult
        {
            Task = task,
            Rows = assembler.Batch(span[from..to], task.Symbol!, now, SourceName, answer.SourceUri),
            Quarantined = [.. answer.Quarantined.Where(q => q.Symbol == task.Symbol || (index == 0 && !answer.Symbols.Contains(q.Symbol!)))],
            SourceName = SourceName,
            SourceUri = answer.SourceUri,
            Start = task.Start,
            End = end,
            UnknownFields = index == 0 ? answer.UnknownFields : 0,
            DuplicateRows = index == 0 ? answer.Merged : 0,
        };
    }

    private static int LowerBound(ReadOnlySpan<ParsedBar> bars, int symbol)
    {
        int low = 0, high = bars.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bars[middle].Symbol < symbol) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private FetchResult NotYet(BackfillTask task, DateOnly openDay)
    {
        var day = task.Start > openDay ? task.Start : openDay;
        var session = stamps.Calendar[stamps.Calendar.IndexAtOrAfter(day)];
        return Empty(task, task.Start) with { NotBefore = new DateTimeOffset(session.CloseUtc + options.RecentDelay, TimeSpan.Zero) };
    }

    private FetchResult Empty(BackfillTask task, DateOnly end) => new()
    {
        Task = task,
        Rows = assembler.Batch([], task.Symbol!, default, SourceName, ""),
        SourceName = SourceName,
        SourceUri = $"{options.DataUrl.ToString().TrimEnd('/')}/v2/stocks/bars",
        Start = task.Start,
        End = end,
    };

    private sealed record Answer(
        IReadOnlyList<string> Symbols, List<ParsedBar> Bars, List<QuarantinedRow> Quarantined, string SourceUri, long UnknownFields, long Merged, int Outside);
}
