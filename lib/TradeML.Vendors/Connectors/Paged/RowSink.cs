using System.Collections.Frozen;
using System.Text;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// Takes the rows of an answer column by column and checks each against the table's contract: a row with a missing,
/// infinite or forbidden value, of a symbol that was not asked for or of a day outside the window does not get in but
/// is set aside with its reason. Values set since the last <see cref="Add(string, DateOnly?, ReadOnlySpan{byte})"/>
/// make the row. Not for concurrent use.
/// </summary>
public sealed class RowSink
{
    private static readonly string[] Metadata = ["ingested_at", "source_name", "source_uri", "api_version"];

    private readonly FrozenDictionary<string, SinkColumn> byName;
    private readonly SinkColumn[] columns;
    private readonly FrozenDictionary<string, int> owners;
    private readonly bool anyOwner;
    private readonly PageWindow window;
    private readonly bool clips;
    private readonly bool refusesOutside;
    private readonly SecretRedactor redactor;
    private readonly List<QuarantinedRow> quarantined = [];
    private (int Rows, int Quarantined, long Unknown) committed;
    private (int Question, int Page) place;
    private (string? Symbol, int Index) lastOwner;
    private int rowOfPage;
    private string? fault;

    /// <summary>Starts without rows.</summary>
    /// <param name="contract">The table's contract.</param>
    /// <param name="window">The symbols and days that were asked for.</param>
    /// <param name="clips">Whether rows outside the days are left out without a word.</param>
    /// <param name="refusesOutside">Whether rows outside the days are set aside with a reason.</param>
    /// <param name="redactor">Takes keys out of what is kept of a refused row.</param>
    public RowSink(
        TableContract contract, PageWindow window, bool clips, bool refusesOutside, SecretRedactor redactor)
    {
        Contract = contract;
        this.window = window;
        this.clips = clips;
        this.refusesOutside = refusesOutside;
        this.redactor = redactor;
        columns = [.. contract.Columns.Where(c => !Metadata.Contains(c.Name)).Select(SinkColumn.Of)];
        byName = columns.ToFrozenDictionary(c => c.Contract.Name, StringComparer.Ordinal);
        owners = window.Symbols.Select((s, i) => (s, i)).ToFrozenDictionary(p => p.s, p => p.i, StringComparer.Ordinal);
        anyOwner = window.Symbols.Count == 0;
    }

    /// <summary>The table's contract.</summary>
    public TableContract Contract { get; }

    /// <summary>Rows taken so far.</summary>
    public int Rows => Owners.Count;

    /// <summary>Fields nobody knows, counted so far.</summary>
    public long UnknownFields { get; private set; }

    /// <summary>Rows set aside so far, each with its reason.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined => quarantined;

    /// <summary>Where the rows stand, for those that are not of a page; null counts pages and rows.</summary>
    public string? Place { get; set; }

    internal Segments<int> Owners { get; } = new();

    internal Segments<int> QuestionOf { get; } = new();

    internal IReadOnlyList<SinkColumn> Columns => columns;

    internal SinkColumn Column(string name) => byName[name];

    /// <summary>Sets a number of the row; NaN is unknown.</summary>
    /// <param name="column">A column of type double, long or decimal.</param>
    /// <param name="value">The value.</param>
    public RowSink Set(string column, double value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>Sets a whole number of the row.</summary>
    /// <param name="column">A column of type long or double.</param>
    /// <param name="value">The value; null is unknown.</param>
    public RowSink Set(string column, long? value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>Sets a text of the row; null or empty is unknown.</summary>
    /// <param name="column">A column of type text.</param>
    /// <param name="value">The value.</param>
    public RowSink Set(string column, string? value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>Sets a day of the row.</summary>
    /// <param name="column">A column of type date.</param>
    /// <param name="value">The value; null is unknown.</param>
    public RowSink Set(string column, DateOnly? value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>Sets an instant of the row, cut to whole microseconds.</summary>
    /// <param name="column">A column of type instant.</param>
    /// <param name="value">The value in UTC; null is unknown.</param>
    public RowSink Set(string column, DateTime? value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>Sets a truth value of the row.</summary>
    /// <param name="column">A column of type bool.</param>
    /// <param name="value">The value.</param>
    public RowSink Set(string column, bool value)
    {
        byName[column].Set(value);
        return this;
    }

    /// <summary>
    /// Says that the row can't be believed: <see cref="Add(string, DateOnly?, ReadOnlySpan{byte})"/> will set it aside.
    /// The first reason holds.
    /// </summary>
    /// <param name="reason">Why, as a short sentence.</param>
    public void Spoil(string reason) => fault ??= reason;

    /// <summary>Ends the row.</summary>
    /// <param name="symbol">What it belongs to (ticker, series) as the task names it; null when the question was for
    /// one, or for none.</param>
    /// <param name="day">The day it belongs to, compared with the window; null for a row without one.</param>
    /// <param name="content">The row as it came; kept when it is set aside.</param>
    /// <returns>Whether the row was taken.</returns>
    public bool Add(string? symbol, DateOnly? day, ReadOnlySpan<byte> content)
    {
        rowOfPage++;
        var owner = OwnerOf(symbol);
        if (owner < 0) Spoil("the symbol was not asked for");
        var outside = clips && day is { } d && (d < window.Start || d >= window.End);
        if (outside && refusesOutside) Spoil("the day was not asked for");
        if (fault is null && !outside && TryTake(owner)) return true;
        if (fault is { } reason) SetAside(reason, symbol ?? OnlySymbol, day, Encoding.UTF8.GetString(content));
        foreach (var column in columns) column.Clear();
        fault = null;
        return false;
    }

    /// <summary>Ends the row; its content is text.</summary>
    /// <param name="symbol">What it belongs to, or null.</param>
    /// <param name="day">The day it belongs to, or null.</param>
    /// <param name="content">The row as it came.</param>
    /// <returns>Whether the row was taken.</returns>
    public bool Add(string? symbol, DateOnly? day, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return Add(symbol, day, bytes);
    }

    /// <summary>Sets a row aside that never became one.</summary>
    /// <param name="reason">Why, as a short sentence.</param>
    /// <param name="symbol">Ticker it was for, or null.</param>
    /// <param name="day">Day it was for, or null.</param>
    /// <param name="content">The row as it came.</param>
    public void Quarantine(string reason, string? symbol, DateOnly? day, string content)
    {
        rowOfPage++;
        SetAside(reason, symbol ?? OnlySymbol, day, content);
    }

    /// <summary>Counts fields that the connector does not know.</summary>
    /// <param name="count">How many.</param>
    public void UnknownField(int count = 1) => UnknownFields += count;

    internal void BeginPage(int question, int page)
    {
        place = (question, page);
        rowOfPage = 0;
        fault = null;
        foreach (var column in columns) column.Truncate(committed.Rows);
        Owners.Truncate(committed.Rows);
        QuestionOf.Truncate(committed.Rows);
        quarantined.RemoveRange(committed.Quarantined, quarantined.Count - committed.Quarantined);
        UnknownFields = committed.Unknown;
    }

    internal void EndPage() => committed = (Rows, quarantined.Count, UnknownFields);

    /// <summary>Rows as a batch of the table, in the order given.</summary>
    public ColumnBatch Batch(
        ReadOnlySpan<int> rows, string sourceName, string apiVersion, DateTime ingestedAt,
        IReadOnlyList<string> addresses)
    {
        var arrays = new Dictionary<string, Array>(StringComparer.Ordinal);
        foreach (var column in columns) arrays.Add(column.Contract.Name, column.Take(rows));
        foreach (var name in Metadata)
            if (Contract.Find(name) is not null)
                arrays.Add(name, MetadataOf(name, rows, sourceName, apiVersion, ingestedAt, addresses));
        return new ColumnBatch(Contract, arrays, rows.Length);
    }

    internal void SetAsideRow(string reason, int row, DateOnly? day) => quarantined.Add(new QuarantinedRow(
        reason, window.Symbols.Count > 0 ? window.Symbols[Owners[row]] : null, day,
        redactor.Redact(string.Join(", ", columns.Select(c => c.Describe(row)).OfType<string>())), "merged pages"));

    private Array MetadataOf(
        string name, ReadOnlySpan<int> rows, string sourceName, string apiVersion, DateTime ingestedAt,
        IReadOnlyList<string> addresses)
    {
        if (name == "ingested_at")
        {
            var instants = new DateTime[rows.Length];
            Array.Fill(instants, ingestedAt);
            return instants;
        }

        var texts = new string?[rows.Length];
        if (name == "source_uri")
            for (var i = 0; i < rows.Length; i++) texts[i] = addresses[QuestionOf[rows[i]]];
        else Array.Fill(texts, name == "source_name" ? sourceName : apiVersion);
        return texts;
    }

    // Rows of one symbol come one after the other, mostly with the very same text.
    private int OwnerOf(string? symbol)
    {
        if (anyOwner || symbol is null) return 0;
        if (!ReferenceEquals(symbol, lastOwner.Symbol)) lastOwner = (symbol, owners.GetValueOrDefault(symbol, -1));
        return lastOwner.Index;
    }

    private string? OnlySymbol => window.Symbols.Count == 1 ? window.Symbols[0] : null;

    private bool TryTake(int owner)
    {
        foreach (var column in columns)
        {
            if ((fault = column.Push()) is null) continue;
            foreach (var pushed in columns) pushed.Truncate(Rows);
            return false;
        }

        Owners.Add(owner);
        QuestionOf.Add(place.Question);
        return true;
    }

    private void SetAside(string reason, string? symbol, DateOnly? day, string content)
    {
        var where = Place is not null
            ? Place
            : place.Question > 0
                ? $"question {place.Question + 1}, page {place.Page}, row {rowOfPage}"
                : $"page {place.Page}, row {rowOfPage}";
        quarantined.Add(new QuarantinedRow(redactor.Redact(reason), symbol, day, redactor.Redact(content), where));
    }
}
