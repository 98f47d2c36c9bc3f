using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>Builds and reads reference/conflicts: where sources disagree, and whom the tables followed.</summary>
public static class ReferenceConflicts
{
    /// <summary>Name of the table.</summary>
    public const string Name = "reference/conflicts";

    private const int NearDays = 5;

    /// <summary>The conflicts, the worst first.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="symbol">Of one ticker only; null for all.</param>
    public static IReadOnlyList<ReferenceConflict> Read(DataLake lake, string? symbol = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using var session = lake.OpenSession();
        session.Register(Name);
        var rows = session.Query(
            """
            SELECT table_name, symbol, date, field, chosen, chosen_source, other, other_source, severity, explanation
                FROM reference.conflicts
            WHERE $1 IS NULL OR symbol = $1
                ORDER BY CASE severity WHEN 'RED' THEN 0 WHEN 'AMBER' THEN 1 ELSE 2 END, symbol, date, field,
                other_source
            """, symbol);
        var (tables, symbols, days, fields, chosen) = (rows.Texts(0), rows.Texts(1), rows.NullableDates(2),
            rows.Texts(3), rows.Texts(4));
        var (chosenSources, others, otherSources, severities, words) = (rows.Texts(5), rows.Texts(6), rows.Texts(7),
            rows.Texts(8), rows.Texts(9));
        return [.. Enumerable.Range(0, rows.RowCount).Select(i => new ReferenceConflict(
            tables[i]!, symbols[i]!, days[i], fields[i]!, chosen[i], chosenSources[i]!, others[i], otherSources[i]!,
            Enum.Parse<ConflictSeverity>(severities[i]!, ignoreCase: true), words[i]!))];
    }

    internal static Task<bool> BuildAsync(
        DataLake lake, DuckSession session, IEnumerable<ReferenceConflict> ofSecurities, CancellationToken ct)
    {
        var all = ofSecurities.Concat(EventVotes.Conflicts(lake, session)).Concat(OfDelistings(lake, session))
            .OrderBy(c => c.Table, StringComparer.Ordinal).ThenBy(c => c.Symbol, StringComparer.Ordinal)
            .ThenBy(c => c.Day).ThenBy(c => c.Field, StringComparer.Ordinal)
            .ThenBy(c => c.OtherSource, StringComparer.Ordinal).ThenBy(c => c.Other, StringComparer.Ordinal).Distinct()
            .ToList();
        return ReferenceFile.WriteAsync(lake, Batch(lake.Contracts[Name], all),
            ["reference/securities", EventVotes.Name, "reference/delistings"], null, ct);
    }

    private static IEnumerable<ReferenceConflict> OfDelistings(DataLake lake, DuckSession session)
    {
        if (lake.Manifest.Files("reference/delistings").Count == 0) yield break;
        session.Register("reference/delistings");
        var rows = session.Query(
            "SELECT symbol, delist_date, source_name, claims FROM reference.delistings WHERE claims LIKE '% %' ORDER "
                + "BY symbol, delist_date");
        var (symbols, days, sources, claims) = (rows.Texts(0), rows.Dates(1), rows.Texts(2), rows.Texts(3));
        for (var i = 0; i < rows.RowCount; i++)
        {
            foreach (var claim in claims[i]!.Split(' ').Select(c => c.Split('=')))
            {
                var day = DateOnly.ParseExact(claim[1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                if (day == days[i]) continue;
                yield return new(
                    "reference/delistings", symbols[i]!, days[i], "delist_date",
                    days[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), sources[i]!, claim[1], claim[0],
                    Math.Abs(day.DayNumber - days[i].DayNumber) <= NearDays
                        ? ConflictSeverity.Info
                        : ConflictSeverity.Amber,
                    $"{claim[0]} says that {symbols[i]} was delisted on {claim[1]}; {sources[i]} says "
                        + $"{days[i]:yyyy-MM-dd}, which was taken.");
            }
        }
    }

    private static ColumnBatch Batch(TableContract contract, List<ReferenceConflict> rows) =>
        new(contract, new Dictionary<string, Array>
        {
            ["table_name"] = rows.Select(r => (string?)r.Table).ToArray(),
            ["symbol"] = rows.Select(r => (string?)r.Symbol).ToArray(),
            ["date"] = rows.Select(r => r.Day).ToArray(),
            ["field"] = rows.Select(r => (string?)r.Field).ToArray(),
            ["chosen"] = rows.Select(r => r.Chosen).ToArray(),
            ["chosen_source"] = rows.Select(r => (string?)r.ChosenSource).ToArray(),
            ["other"] = rows.Select(r => r.Other).ToArray(),
            ["other_source"] = rows.Select(r => (string?)r.OtherSource).ToArray(),
            ["severity"] = rows.Select(r => (string?)r.Severity.ToString().ToUpperInvariant()).ToArray(),
            ["explanation"] = rows.Select(r => (string?)r.Explanation).ToArray(),
        }, rows.Count);
}
