using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.DuckDb;
using TradeML.Node.Exports;
using TradeML.Store.Tables;

namespace TradeML.Cli.Commands.Lake;

/// <summary><c>ata lake</c>: contracts, SQL and checksums of the lake.</summary>
internal static class LakeCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Tables, SQL and checksums of the lake";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var lake = new Command("lake", Summary);
        lake.Subcommands.Add(CreateTables(host));
        lake.Subcommands.Add(CreateQuery(host));
        lake.Subcommands.Add(LakeLineageCommand.Create(host));
        lake.Subcommands.Add(CreateVerify(host));
        lake.Subcommands.Add(LakeSyncCommand.Create(host));
        return lake;
    }

    private static Command CreateTables(AtaHost host)
    {
        var name = new Argument<string?>("TABLE")
        {
            Description = "Show this table's columns",
            Arity = ArgumentArity.ZeroOrOne
        };
        var command = new Command("tables", "The tables and what they hold; with a name, its contract") { name }
            .WithExamples(
                "ata lake tables", "ata lake tables curated/equities_ohlcv_adj");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            if (parse.GetValue(name) is { } one) ShowContract(context, Contracts(context)[one]);
            else ShowTables(context);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void ShowContract(AtaContext context, TableContract table) => context.Emit(table, console =>
    {
        console.WriteLine($"{table.Name}, version {table.Version}");
        console.WriteLine($"  {table.Meaning}");
        console.WriteLine($"  time:      {table.TimeMeaning.Trim()}");
        console.WriteLine($"  known:     {Known(table)}");
        console.WriteLine($"  key:       {string.Join(", ", table.Key)}");
        console.WriteLine($"  folders:   {table.Partitioning}");
        console.WriteLine($"  complete:  {table.ExpectedRows}");
        var columns = Tables.New("column", "type", "unit", "meaning");
        foreach (var c in table.Columns)
            columns.AddText(
                [c.Name, c.Type.ToString().ToLowerInvariant() + (c.Nullable ? "?" : ""), c.Unit ?? "", c.Meaning]);
        columns.Columns[3].NoWrap = false;
        console.Write(columns);
    });

    private static string Known(TableContract table) => table.Knowledge switch
    {
        null => "no knowledge time: it can't be joined by what was known",
        { Column: null } => "long before the days it speaks of",
        { Column: var column, Lag: var lag } =>
            (table.Find(column)!.Type == ColumnType.Date
                ? $"when the day of {column} has ended in UTC"
                : $"from {column} on") +
            (lag > TimeSpan.Zero ? $", {lag.TotalMinutes:0} minutes later" : ""),
    };

    private static ContractCatalog Contracts(AtaContext context)
    {
        var configuration = context.LoadConfiguration();
        return new(
            ContractCatalog.LoadEmbedded().Tables.Concat(
                StoreTables.Of(configuration.FeatureSets, configuration.LabelSets)));
    }

    private static void ShowTables(AtaContext context)
    {
        var exists = DataLake.Exists(context.LakeRoot);
        using var lake = exists ? context.OpenLake(context.LoadConfiguration(), readOnly: true) : null;
        var sizes = lake?.Manifest.Sizes().ToDictionary(s => s.Table, StringComparer.Ordinal) ?? [];
        var rows = Contracts(context).Tables.Select(t => new
        {
            table = t.Name, meaning = t.Meaning, files = sizes.GetValueOrDefault(t.Name)?.Files ?? 0,
            rows = sizes.GetValueOrDefault(t.Name)?.Rows ?? 0, bytes = sizes.GetValueOrDefault(t.Name)?.Bytes ?? 0,
        }).ToList();
        context.Emit(rows, console =>
        {
            var table = Tables.New("table", "#files", "#rows", "#MB", "one row is");
            foreach (var r in rows)
                table.AddText([r.table, $"{r.files:N0}", $"{r.rows:N0}", $"{r.bytes / 1e6:N1}", r.meaning]);
            table.Columns[4].NoWrap = false;
            console.Write(table);
        });
    }

    private static Command CreateQuery(AtaHost host)
    {
        var sql = new Argument<string>(
            "SQL")
        { Description = "One DuckDB statement; tables are raw.NAME, curated.NAME, reference.NAME" };
        var asOf = new Option<string?>(
            "--as-of")
        { Description = "Show every table as it was known at this UTC instant", HelpName = "INSTANT" };
        var limit = Arguments.Between(
            new Option<int>("--limit") { Description = "Rows to print at most", DefaultValueFactory = _ => 1000 }, 0);
        var command = new Command("query", "Ask the lake in SQL") { sql, asOf, limit }.WithExamples(
            "ata lake query \"SELECT symbol, max(date), count(*) FROM curated.equities_ohlcv_adj GROUP BY ALL\"",
            "ata lake query \"FROM reference.corp_actions WHERE event_type = 'SPLIT'\" --json",
            "ata lake query \"FROM curated.equities_ohlcv_adj EXCEPT FROM as_of('curated/equities_ohlcv_adj', "
                + "'2024-03-01')\"      # what has changed since");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            using var session = lake.OpenSession();
            var statement = parse.GetValue(sql)!;
            if (parse.GetValue(asOf) is { } text) session.RegisterAll(ParseInstant(text), statement);
            else session.RegisterAll();
            var result = session.Query(statement);
            ShowRows(context, result, parse.GetValue(limit));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    internal static DateTime ParseInstant(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new TradeMLException(ErrorKind.BadInput, $"'{text}' is not an instant.", "--as-of",
                "Write it as 2024-03-04T21:00:00Z.");

    internal static void ShowRows(AtaContext context, DuckColumns result, int limit)
    {
        var shown = Math.Min(limit, result.RowCount);
        var names = Enumerable.Range(0, result.ColumnCount).Select(result.Name).ToArray();
        var rows = Enumerable.Range(0, shown)
            .Select(r => Enumerable.Range(0, names.Length).Select(c => result.Value(c, r)).ToArray()).ToList();
        var keys = Distinct(names);
        context.Emit(rows.Select(r => keys.Zip(r).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)),
            console =>
        {
            var table = Tables.New(names);
            foreach (var row in rows) table.AddText(row.Select(Cell));
            console.Write(table);
            if (shown < result.RowCount)
                console.WriteLine($"{result.RowCount:N0} rows, the first {shown:N0} shown; --limit shows more.");
        });
    }

    /// <summary>A name that comes again gets a number, as DuckDB gives it one: a, a_1.</summary>
    private static string[] Distinct(string[] names)
    {
        var taken = new HashSet<string>(names, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            if (seen.Add(name)) return name;
            for (var i = 1; ; i++)
                if (taken.Add($"{name}_{i}")) return $"{name}_{i}";
        })];
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("G10", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string NightFolder(AtaContext context, string night)
    {
        if (night == "latest")
            return NightlyExport.Nights(context.LakeRoot) is [.., var last]
                ? NightlyExport.PathOf(context.LakeRoot, last)
                : throw new TradeMLException(ErrorKind.DataMissing, "There is no nightly export yet.", context.LakeRoot,
                    "`ata node run` makes one every night.");
        return DateOnly.TryParseExact(night, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
            ? NightlyExport.PathOf(context.LakeRoot, day) : context.Absolute(night);
    }

    private static Command CreateVerify(AtaHost host)
    {
        var sample = Arguments.Between(
            new Option<double>("--sample")
            {
                Description = "Share of the files to hash, 0.0001 to 1",
                DefaultValueFactory = _ => 1
            }, 0.0001, 1);
        var export = new Option<string?>(
            "--export")
        {
            Description = "Check a nightly export instead: a night, latest, or the folder of a copy",
            HelpName = "NIGHT"
        };
        var command = new Command("verify", "Recompute checksums: is every file there and unchanged") { sample, export }
            .WithExamples(
                "ata lake verify", "ata lake verify --sample 0.1      # a tenth of the files, on a slow disk",
                "ata lake verify --export latest");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var night = parse.GetValue(export);
            using var lake = night is null ? context.OpenLake(context.LoadConfiguration(), readOnly: true) : null;
            var result = await context.WithProgressAsync("Verifying files", line =>
            {
                var progress = new Progress<int>(done => line.Report(done, 0));
                return lake is null
                    ? NightCheck.RunAsync(NightFolder(context, night!), progress, token)
                    : lake.Manifest.VerifyAsync(parse.GetValue(sample), 0, progress, token);
            });
            context.Emit(result, console =>
            {
                console.WriteLine(
                    $"{result.Files:N0} files in the {(lake is null ? "export" : "manifest")}, {result.Hashed:N0} "
                        + "hashed: " +
                    $"{result.Missing.Count} missing, {result.Changed.Count} changed, {result.Unknown.Count} unknown.");
                foreach (var path in result.Missing) console.WriteLine($"  missing  {path}");
                foreach (var path in result.Changed) console.WriteLine($"  changed  {path}");
                foreach (var path in result.Unknown) console.WriteLine($"  unknown  {path}");
            });
            return result.IsClean ? ExitCodes.Done : (int)ErrorKind.Storage;
        });
        return command;
    }
}
