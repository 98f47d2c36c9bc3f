using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Connectors.Http;
using TradeML.Data.Ingest;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>
/// Corporate actions of every type from <c>/v1/corporate-actions</c>. The vendor filters by process date, we by ex-date: the question is widened on both
/// sides (<see cref="AlpacaOptions.ActionDaysBefore"/>, <see cref="AlpacaOptions.ActionDaysAfter"/>) and what lies outside the window by ex-date is left to the
/// task that owns its day.
/// </summary>
public sealed class AlpacaCorporateActions : IDatasetFetcher
{
    private readonly AlpacaOptions options;
    private readonly VendorHttp http;
    private readonly ExchangeCalendar calendar;
    private readonly TimeProvider time;
    private readonly TableContract contract;

    /// <summary>Creates the fetcher.</summary>
    /// <param name="options">Addresses and bounds.</param>
    /// <param name="http">Client that carries the keys.</param>
    /// <param name="contracts">Where raw/corp_actions is declared.</param>
    /// <param name="calendar">Listing exchange, for the local day.</param>
    /// <param name="time">Clock.</param>
    public AlpacaCorporateActions(AlpacaOptions options, VendorHttp http, ContractCatalog contracts, ExchangeCalendar calendar, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        this.options = options;
        this.http = http;
        this.calendar = calendar;
        this.time = time;
        contract = contracts[Table];
    }

    /// <inheritdoc/>
    public string Vendor => AlpacaOptions.Vendor;

    /// <inheritdoc/>
    public string Dataset => "corp_actions";

    /// <inheritdoc/>
    public string SourceName => AlpacaOptions.Vendor;

    /// <inheritdoc/>
    public string Table => "raw/corp_actions";

    /// <inheritdoc/>
    public int BatchSize(BackfillTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Math.Clamp(200 * 365 / Math.Max(1, task.End.DayNumber - task.Start.DayNumber), 1, 50); // about 5 events a symbol and year, 1,000 a page
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(IReadOnlyList<BackfillTask> tasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var first = tasks[0];
        var today = calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        var end = today < first.End ? today : first.End;
        var symbols = tasks.Select(t => t.Symbol!).ToList();
        var (answer, dropped) = await AlpacaPages.WithoutInvalidAsync(symbols, left => AskAsync(left, first, cancellationToken)).ConfigureAwait(false);
        return [.. tasks.Select((t, i) => Result(t, end < t.Start ? t.Start : end, answer, dropped, i == 0))];
    }

    private async Task<Answer> AskAsync(IReadOnlyList<string> symbols, BackfillTask window, CancellationToken token)
    {
        var query = Query(symbols, window);
        var pages = await AlpacaPages.WalkAsync<ActionPage>(
            http, query, options.MaxPages, window.Kind, number => json => ActionPageParser.Parse(json, number), p => p.NextToken, token).ConfigureAwait(false);
        var asked = symbols.ToHashSet(StringComparer.Ordinal);
        var rows = new List<ActionRow>();
        var quarantined = new List<QuarantinedRow>();
        foreach (var item in pages.SelectMany(p => p.Items))
        {
            if (ActionMapper.Map(item, asked, out var row) is { } reason)
                quarantined.Add(new QuarantinedRow(reason, item.Text("symbol"), item.Day("ex_date"), item.Json, item.Place));
            else if (row is not null && row.ExDate >= window.Start && row.ExDate < window.End) rows.Add(row);
        }

        var (kept, merged) = Merge(rows, quarantined);
        return new Answer(kept, quarantined.DistinctBy(q => (q.Reason, q.Content)).ToList(), query, pages.Sum(p => p.UnknownFields), merged);
    }

    private string Query(IReadOnlyList<string> symbols, BackfillTask window) => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.DataUrl.ToString().TrimEnd('/')}/v1/corporate-actions?symbols={string.Join(',', symbols.Select(Uri.EscapeDataString))}&start={window.Start.AddDays(-options.ActionDaysBefore):yyyy-MM-dd}&end={window.End.AddDays(options.ActionDaysAfter):yyyy-MM-dd}&limit={Math.Min(options.PageLimit, 1000)}&sort=asc");

    // Identical copies are merged; two versions under one id and day contradict each other and are set aside.
    private static (List<ActionRow> Kept, long Merged) Merge(List<ActionRow> rows, List<QuarantinedRow> quarantined)
    {
        var kept = new List<ActionRow>(rows.Count);
        long merged = 0;
        foreach (var group in rows.GroupBy(r => (r.Symbol, r.EventType, r.ExDate, r.VendorId)))
        {
            var versions = group.Distinct().ToList();
            merged += group.Count() - versions.Count;
            if (versions.Count == 1) kept.Add(versions[0]);
            else
                quarantined.AddRange(versions.Select(v => new QuarantinedRow(
                    "two different actions came under one id", v.Symbol, v.ExDate, v.ToString(), "merged pages")));
        }

        kept.Sort(static (a, b) => (string.CompareOrdinal(a.Symbol, b.Symbol), a.ExDate.CompareTo(b.ExDate), string.CompareOrdinal(a.EventType, b.EventType)) switch
        {
            (not 0 and var s, _, _) => s,
            (_, not 0 and var d, _) => d,
            (_, _, not 0 and var t) => t,
            _ => string.CompareOrdinal(a.VendorId, b.VendorId),
        });
        return (kept, merged);
    }

    private FetchResult Result(BackfillTask task, DateOnly end, Answer? answer, Dictionary<string, string> dropped, bool first)
    {
        var refusal = dropped.GetValueOrDefault(task.Symbol!);
        var uri = answer?.SourceUri ?? $"{options.DataUrl.ToString().TrimEnd('/')}/v1/corporate-actions";
        var rows = refusal is null && answer is not null ? answer.Rows.Where(r => r.Symbol == task.Symbol).ToList() : [];
        return new FetchResult
        {
            Task = task,
            Rows = Batch(rows, Instants.Now(time), uri),
            Quarantined = answer?.Quarantined.Where(q => q.Symbol == task.Symbol || (first && !answer.Rows.Exists(r => r.Symbol == q.Symbol))).ToList() ?? [],
            SourceName = SourceName,
            SourceUri = uri,
            Start = task.Start,
            End = refusal is null ? end : task.Start,
            Refusal = refusal,
            UnknownFields = first ? answer?.UnknownFields ?? 0 : 0,
            DuplicateRows = first ? answer?.Merged ?? 0 : 0,
        };
    }

    private ColumnBatch Batch(List<ActionRow> rows, DateTime ingestedAt, string uri)
    {
        T[] Column<T>(Func<ActionRow, T> value) => [.. rows.Select(value)];
        return new ColumnBatch(
            contract,
            new Dictionary<string, Array>
            {
                ["symbol"] = Column<string?>(r => r.Symbol), ["event_type"] = Column<string?>(r => r.EventType), ["ex_date"] = Column(r => r.ExDate),
                ["record_date"] = Column(r => r.RecordDate), ["pay_date"] = Column(r => r.PayDate), ["ratio"] = Column(r => r.Ratio),
                ["amount"] = Column(r => r.Amount), ["related_symbol"] = Column(r => r.Related), ["vendor_id"] = Column<string?>(r => r.VendorId),
                ["process_date"] = Column(r => r.ProcessDate), ["ingested_at"] = Column(_ => ingestedAt), ["source_name"] = Column<string?>(_ => SourceName),
                ["source_uri"] = Column<string?>(_ => uri), ["api_version"] = Column<string?>(_ => "v1"),
            },
            rows.Count);
    }

    private sealed record Answer(List<ActionRow> Rows, List<QuarantinedRow> Quarantined, string SourceUri, long UnknownFields, long Merged);
}
