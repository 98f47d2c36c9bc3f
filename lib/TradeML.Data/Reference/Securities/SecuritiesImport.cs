using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Csv;
using TradeML.Lake.Writing;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Imports the user's own list of securities into raw/securities: what <c>ata import securities</c> does. Lines with an
/// id or a window settle who had a ticker when; lines without say name, class, sector and industry only. A later import
/// replaces an earlier one whole; both stay in the lake.
/// </summary>
public static class SecuritiesImport
{
    /// <summary>Name of the raw table.</summary>
    public const string Table = "raw/securities";

    private static readonly string[] Known =
        ["symbol", "security_id", "start_date", "end_date", "name", "exchange", "asset_class", "cik", "sector",
            "industry", "sector_since"];

    /// <summary>Imports a CSV file with a column <c>symbol</c> and any of security_id, start_date, end_date
    /// (exclusive), name, exchange, asset_class, cik, sector, industry, sector_since; other columns are left
    /// out.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="path">The file.</param>
    /// <param name="sectorsSince">From which day sectors may be used where the file has no <c>sector_since</c>: the
    /// user answers for it. Null: from the day of the import.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ct">Stops before anything is written.</param>
    /// <returns>Number of lines imported.</returns>
    /// <exception cref="TradeMLException">Bad input: no such file, no column symbol, a cell that is no day; names line
    /// and column.</exception>
    public static async Task<int> RunAsync(
        DataLake lake, string path, DateOnly? sectorsSince, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        var rows = Read(path, sectorsSince);
        ct.ThrowIfCancellationRequested();
        await lake.Writer.WriteAsync(Spec(lake), Batch(lake.Contracts[Table], rows, path, time), null, ct)
            .ConfigureAwait(false);
        return rows.Count;
    }

    /// <summary>Refuses a file that can't be imported, before a lake is opened for it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: as for the import.</exception>
    public static void Check(string path) => Read(path, null);

    private static List<ListedLine> Read(string path, DateOnly? sectorsSince)
    {
        using var file = CsvFile.Open(path, "Mend the line; nothing was imported.");
        var at = Known.ToDictionary(name => name, file.IndexOf);
        var symbolAt = file.Require(["symbol"], Known[1..])[0];
        var (rows, seen) = (new List<ListedLine>(), new HashSet<(string Symbol, string Claim)>());
        while (file.Read())
        {
            string? Cell(string name) => file.TextOrNull(at[name]);
            var symbol = file.Name(symbolAt).ToString();
            DateOnly? start = file.Day(at["start_date"]), end = file.Day(at["end_date"]);
            if (end <= start)
                throw file.Bad(at["end_date"],
                    $"Column 'end_date' is not a day after start_date: '{Cell("end_date")}'.");
            var claim = Cell("security_id") ?? start?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
            if (!seen.Add((symbol, claim)))
                throw file.Bad(symbolAt,
                    $"{symbol} stands there twice without an id or start date that tells the lines apart.");
            rows.Add(new(
                symbol, claim, Cell("security_id"), start, end, Cell("name"), Cell("exchange"), Cell("asset_class"),
                Cell("cik"), Cell("sector"),
                Cell("industry"), file.Day(at["sector_since"]) ?? sectorsSince));
        }

        if (rows.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput, "The file holds no line.", Path.GetFileName(path));
        return [
            .. rows.OrderBy(row => row.Symbol, StringComparer.Ordinal)
                .ThenBy(row => row.Claim, StringComparer.Ordinal)];
    }

    private static LakeFileSpec Spec(DataLake lake) =>
        new() { Table = lake.Contracts[Table], Stem = "securities", Partition = [("source", "file")], Source = "file" };

    private static ColumnBatch Batch(TableContract contract, List<ListedLine> rows, string path, TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        string?[] Texts(Func<ListedLine, string?> text) => [.. rows.Select(text)];
        DateOnly?[] Days(Func<ListedLine, DateOnly?> day) => [.. rows.Select(day)];
        return new(contract, new Dictionary<string, Array>
        {
            ["symbol"] = Texts(r => r.Symbol), ["claim"] = Texts(r => r.Claim),
            ["security_id"] = Texts(r => r.SecurityId),
            ["start_date"] = Days(r => r.Start), ["end_date"] = Days(r => r.End), ["name"] = Texts(r => r.Name),
            ["exchange"] = Texts(r => r.Exchange), ["asset_class"] = Texts(r => r.AssetClass),
            ["cik"] = Texts(r => r.Cik),
            ["sector"] = Texts(r => r.Sector), ["industry"] = Texts(r => r.Industry),
            ["sector_since"] = Days(r => r.SectorSince),
            ["ingested_at"] = Enumerable.Repeat(at, rows.Count).ToArray(), ["source_name"] = Texts(_ => "file"),
            ["source_uri"] = Texts(_ => "file:" + Uri.EscapeDataString(Path.GetFileName(path))),
            ["api_version"] = Texts(_ => "1"),
        }, rows.Count);
    }

    private sealed record ListedLine(
        string Symbol, string Claim, string? SecurityId, DateOnly? Start, DateOnly? End, string? Name, string? Exchange,
        string? AssetClass, string? Cik,
        string? Sector, string? Industry, DateOnly? SectorSince);
}
