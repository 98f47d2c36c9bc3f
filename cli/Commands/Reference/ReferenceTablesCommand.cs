using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Commands.Lake;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Data.Reference;
using TradeML.Data.Reference.Securities;

namespace TradeML.Cli.Commands.Reference;

/// <summary>
/// <c>ata reference securities|conflicts|factors</c>: who had which ticker, where sources disagree, and what each
/// adjustment rests on.
/// </summary>
internal static class ReferenceTablesCommand
{
    private const string FactorSql = """
        WITH bars AS (
            SELECT date, close, price_step, volume_step, total_return_step, lag(date) OVER (ORDER BY date) AS before
                FROM curated.equities_ohlcv_adj WHERE symbol = $1
        )
        SELECT b.date, b.price_step, b.volume_step, b.total_return_step, e.ex_date, e.event_type, e.ratio, e.amount,
            e.source_name,
               (SELECT string_agg(v.source_name || ' ' || lower(v.vote), ', '
                   ORDER BY v.source_priority, v.source_name) FROM reference.event_votes v
                WHERE v.symbol = $1 AND v.event_type = e.event_type AND v.ex_date = e.ex_date) AS votes
        FROM bars b LEFT JOIN reference.corp_actions e
          ON e.symbol = $1 AND e.ex_date <= b.date AND e.ex_date > b.before
              AND e.event_type IN ('SPLIT', 'STOCK_DIVIDEND', 'DIVIDEND', 'SPIN_OFF')
        WHERE b.price_step <> 1 OR b.volume_step <> 1 OR b.total_return_step <> 1
            ORDER BY b.date, e.ex_date, e.event_type
        """;

    /// <summary><c>ata reference securities</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command CreateSecurities(AtaHost host)
    {
        var symbol = new Argument<string?>("SYMBOL")
        {
            Description = "One ticker; all without",
            Arity = ArgumentArity.ZeroOrOne
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "As it was known at this UTC instant",
            HelpName = "INSTANT"
        };
        var command = new Command("securities", "Which security had which ticker when") { symbol, asOf }.WithExamples(
            "ata reference securities META", "ata reference securities --as-of 2022-01-03T21:00:00Z --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            using var session = lake.OpenSession();
            if (lake.Manifest.Files(SecuritiesTable.Name).Count == 0) throw NotBuilt();
            session.Register(SecuritiesTable.Name,
                parse.GetValue(asOf) is { } text ? LakeCommand.ParseInstant(text) : null);
            var wanted = parse.GetValue(symbol);
            var all = SecuritiesTable.Read(session);
            // A security is shown with every ticker it has had.
            var ids = wanted is null ? null : all[wanted].Select(i => i.SecurityId).ToHashSet(StringComparer.Ordinal);
            var rows = all.SelectMany(g => g).Where(i => ids is null || ids.Contains(i.SecurityId))
                .OrderBy(i => wanted is null ? "" : i.SecurityId, StringComparer.Ordinal)
                .ThenBy(i => wanted is null ? i.Symbol : "", StringComparer.Ordinal).ThenBy(i => i.Start).ToList();
            if (wanted is not null && rows.Count == 0)
                throw new TradeMLException(ErrorKind.DataMissing, $"reference/securities knows no ticker {wanted}.",
                    null, "Run `ata curate run`, or name it in a file (`ata import securities`).");
            context.Emit(rows, console =>
            {
                var table = Tables.New("security", "ticker", "from", "until", "why it ended", "name", "common",
                    "claims");
                foreach (var r in rows)
                    table.AddText(
                        [r.SecurityId, r.Symbol, r.Start == DateOnly.MinValue ? "?" : Day(r.Start),
                            r.End is { } end ? Day(end) : "", r.EndReason ?? "", r.Name ?? "",
                            r.IsCommon ? "yes" : "no", r.Claims]);
                console.Write(table);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary><c>ata reference conflicts</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command CreateConflicts(AtaHost host)
    {
        var symbol = new Argument<string?>("SYMBOL")
        {
            Description = "One ticker; all without",
            Arity = ArgumentArity.ZeroOrOne
        };
        var limit = Arguments.Between(
            new Option<int>("--limit") { Description = "Rows to print at most", DefaultValueFactory = _ => 100 }, 0);
        var command = new Command("conflicts",
            "Where sources disagree, whom the tables followed, the worst first") { symbol, limit }.WithExamples(
                "ata reference conflicts", "ata reference conflicts AAPL --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            if (lake.Manifest.Files(SecuritiesTable.Name).Count == 0) throw NotBuilt();
            var rows = ReferenceConflicts.Read(lake, parse.GetValue(symbol));
            context.Emit(rows, console =>
            {
                var table = Tables.New("", "table", "ticker", "day", "what the sources say");
                foreach (var r in rows.Take(parse.GetValue(limit)))
                    table.AddText(
                        [r.Severity.ToString().ToUpperInvariant(),
                            r.Table.Replace("reference/", "", StringComparison.Ordinal), r.Symbol,
                            r.Day is { } day ? Day(day) : "", r.Explanation]);
                console.Write(table);
                var counts = string.Join(", ",
                    rows.GroupBy(r => r.Severity).OrderByDescending(g => g.Key)
                        .Select(g => $"{g.Count():N0} {g.Key.ToString().ToUpperInvariant()}"));
                console.WriteLine(rows.Count == 0 ? "No two sources disagree." : $"{counts}; --limit shows more.");
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary><c>ata reference factors</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command CreateFactors(AtaHost host)
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "Ticker" };
        var command = new Command("factors",
            "Every adjustment of one ticker, with its event and what each source says of it") { symbol }
            .WithExamples("ata reference factors AAPL");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            using var session = lake.OpenSession();
            foreach (var name in (string[])["curated/equities_ohlcv_adj", "reference/corp_actions",
                "reference/event_votes"]) session.Register(name);
            var wanted = parse.GetValue(symbol)!;
            if (session.Query("SELECT 1 FROM curated.equities_ohlcv_adj WHERE symbol = $1 LIMIT 1",
                wanted).RowCount == 0)
                throw new TradeMLException(ErrorKind.DataMissing, $"The lake holds no curated bar of {wanted}.",
                    "curated/equities_ohlcv_adj", "Run `ata curate run`, or check the ticker.");
            LakeCommand.ShowRows(context, session.Query(FactorSql, wanted), int.MaxValue);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static TradeMLException NotBuilt() =>
        new(ErrorKind.DataMissing, "The reference tables have not been built yet.", SecuritiesTable.Name,
            "Run `ata curate run`.");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
