using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// Fetches a dataset by the pages of an <see cref="IPagedSource"/>: walks them to the end and no further, takes the
/// rows of a failed attempt back, clips to the window, sorts by the contract's key, merges identical copies, sets
/// contradictions aside and fills the metadata columns. How far an answer is complete follows from the dataset's
/// <see cref="CompletenessRule"/>: up to the last session that is over, up to yesterday, or the whole window.
/// </summary>
public sealed class PagedFetcher : IDatasetFetcher
{
    private readonly IPagedSource source;
    private readonly VendorHttp http;
    private readonly VendorContext context;
    private readonly DatasetSpec dataset;
    private readonly TableContract contract;

    /// <summary>Creates the fetcher.</summary>
    /// <param name="source">What to ask and how to read it.</param>
    /// <param name="http">The vendor's client; carries the keys.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public PagedFetcher(IPagedSource source, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(context);
        this.source = source;
        this.http = http;
        this.context = context;
        dataset = DatasetCatalog.Standard[source.Dataset];
        contract = context.Contracts[dataset.Table];
    }

    /// <inheritdoc/>
    public string Vendor => source.Vendor;

    /// <inheritdoc/>
    public string Dataset => dataset.Name;

    /// <inheritdoc/>
    public string SourceName => source.SourceName;

    /// <inheritdoc/>
    public string Table => dataset.Table;

    /// <inheritdoc/>
    public int BatchSize(FetchRequest request) =>
        dataset.Key == DatasetKey.None ? 1 : Math.Max(1, source.BatchSize(request));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var first = requests[0];
        var now = Instants.Now(context.Time);
        var today = context.Calendar.TradingDayOf(now);
        var openDay = FirstOpenDay(now, today);
        var end = dataset.Rule == CompletenessRule.Standing || first.End <= openDay
            ? first.End
            : openDay > first.Start ? openDay : first.Start;
        if (dataset.Rule == CompletenessRule.Session && end <= first.Start)
            return [.. requests.Select(t => NotYet(t, openDay, now))];
        var symbols = dataset.Key == DatasetKey.None ? [] : requests.Select(t => t.Symbol!).ToList();
        var window = new PageWindow(symbols, first.Start, end, today, now, first.Kind);
        var (answer, refused) = await WithoutBlamedAsync(window, cancellationToken).ConfigureAwait(false);
        return [.. requests.Select((t, i) => Result(t, i, window, answer, refused))];
    }

    private DateOnly FirstOpenDay(DateTime now, DateOnly today)
    {
        if (dataset.Rule != CompletenessRule.Session) return today;
        var final = now - source.FinalAfter;
        var day = context.Calendar.TradingDayOf(final);
        return context.Calendar.Find(day) is { } session && session.CloseUtc > final ? day : day.AddDays(1);
    }

    private async Task<(PagedAnswer? Answer, Dictionary<string, string> Refused)> WithoutBlamedAsync(
        PageWindow window, CancellationToken token)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        while (window.Symbols.Count > 0 || dataset.Key == DatasetKey.None)
        {
            try
            {
                return (await AskAsync(window, token).ConfigureAwait(false), refused);
            }
            catch (TradeMLException e) when (
                VendorFaultException.Of(e) is { Fault: VendorFault.Refused } && source.BlamedSymbol(e) is { } symbol
                    && window.Symbols.Contains(symbol))
            {
                refused.Add(symbol, $"{Vendor} does not accept the symbol '{symbol}'; it was left out.");
                window = window with { Symbols = [.. window.Symbols.Where(s => s != symbol)] };
            }
        }

        return (null, refused);
    }

    private async Task<PagedAnswer> AskAsync(PageWindow window, CancellationToken token)
    {
        var sink = new RowSink(contract, window, dataset.Rule != CompletenessRule.Standing, source.AsksExactly,
            http.Redactor);
        var addresses = new List<string>();
        for (var question = 0; question < source.Questions(window); question++)
        {
            var address = source.Request(window, question, null);
            addresses.Add(http.Redactor.Redact(address));
            await WalkAsync(window, question, address, sink, token).ConfigureAwait(false);
        }

        var (rows, merged) = RowOrder.Of(sink);
        return new PagedAnswer(window, sink, rows, merged, addresses);
    }

    private async Task WalkAsync(PageWindow window, int question, Uri address, RowSink sink, CancellationToken token)
    {
        var walk = new PageWalk(Vendor, http.Redactor.Redact(address.GetLeftPart(UriPartial.Path)), source.MaxPages);
        string? next;
        do
        {
            var page = new PagePlace(window, question, walk.Token, walk.Pages + 1);
            if (walk.Token is { } cursor) address = source.Request(window, question, cursor);
            next = await http.GetAsync(
                address, window.Kind, source.Rules,
                body =>
                {
                    sink.BeginPage(page.Question, page.Number);
                    var cursor = source.Parse(body, page, sink);
                    walk.Check(cursor);
                    return cursor;
                },
                token).ConfigureAwait(false);
            sink.EndPage();
        }
        while (walk.Advance(next));
    }

    private FetchResult Result(
        FetchRequest request, int index, PageWindow window, PagedAnswer? answer, Dictionary<string, string> refused)
    {
        var key = dataset.Key == DatasetKey.None ? null : request.Symbol;
        if (key is not null && refused.TryGetValue(key, out var refusal))
            return Empty(request, request.Start) with { Refusal = refusal };
        if (answer is null) return Empty(request, window.End);
        var first = key is null ? index == 0 : answer.Window.Symbols[0] == key;
        return Empty(request, window.End) with
        {
            Rows = answer.RowsOf(key, SourceName, source.ApiVersion),
            Quarantined = answer.QuarantinedOf(key),
            SourceUri = answer.Addresses.Count > 0 ? answer.Addresses[0] : "",
            UnknownFields = first ? answer.Sink.UnknownFields : 0,
            DuplicateRows = first ? answer.Merged : 0,
        };
    }

    private FetchResult NotYet(FetchRequest request, DateOnly openDay, DateTime now)
    {
        var day = request.Start > openDay ? request.Start : openDay;
        var session = context.Calendar[context.Calendar.IndexAtOrAfter(day)];
        var at = session.CloseUtc + source.FinalAfter;
        return Empty(request,
            request.Start) with
        { NotBefore = new DateTimeOffset(at > now ? at : now.AddMinutes(1), TimeSpan.Zero) };
    }

    private FetchResult Empty(FetchRequest request, DateOnly end) => new()
    {
        Request = request,
        Rows = new RowSink(contract, new PageWindow([], request.Start, end, end, default, request.Kind), false, false,
            http.Redactor).Batch([], SourceName, source.ApiVersion, default, [""]),
        SourceName = SourceName,
        SourceUri = "",
        Start = request.Start,
        End = end,
    };
}
