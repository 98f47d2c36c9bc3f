using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Lineage;

namespace TradeML.Cli.Commands.Lake;

/// <summary>
/// <c>ata lake lineage</c>: from any file of the lake back to raw files and the addresses they came from.
/// </summary>
internal static class LakeLineageCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var file = new Argument<string>(
            "FILE")
        { Description = "A file of the lake, or a table: then its files are listed" };
        var symbol = new Option<string?>("--symbol")
        {
            Description = "Follow only this ticker's files",
            HelpName = "TICKER"
        };
        var limit = Arguments.Between(
            new Option<int>("--limit") { Description = "Raw files to print at most", DefaultValueFactory = _ => 20 },
            0);
        var command = new Command("lineage",
            "Where a file comes from: its inputs back to raw files and their addresses") { file, symbol, limit }
            .WithExamples(
                "ata lake lineage curated/equities_ohlcv_adj      # the table's files",
                "ata lake lineage curated/equities_ohlcv_adj/year=2020/part.1a2b3c4d.parquet --symbol AAPL");
        AtaContext.SetAction(command, host, (context, parse, token) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            var name = parse.GetValue(file)!;
            if (lake.Contracts.Tables.Any(t => t.Name == name)) ShowFiles(context, lake, name);
            else
                ShowLineage(context, FileLineage.Of(lake, InLake(context, lake, name), parse.GetValue(symbol), token),
                    parse.GetValue(limit));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>The path relative to the lake of a file named so, or by a path on the disk.</summary>
    private static string InLake(AtaContext context, DataLake lake, string name)
    {
        if (lake.Manifest.Find(name) is not null) return name;
        var relative = Path.GetRelativePath(lake.Root, context.Absolute(name))
            .Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? name : relative;
    }

    private static void ShowFiles(AtaContext context, DataLake lake, string table)
    {
        var files = lake.Manifest.Files(table);
        if (files.Count == 0)
            throw new TradeMLException(ErrorKind.DataMissing, $"{table} has no files.", table,
                "`ata lake tables` shows which tables have.");
        context.Emit(files, console =>
        {
            foreach (var f in files)
                console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture,
                        $"{f.Path}  {f.Rows:N0} rows, {f.IngestedAt:yyyy-MM-dd HH:mm:ss}Z"));
        });
    }

    private static void ShowLineage(AtaContext context, FileLineage lineage, int limit) =>
        context.Emit(lineage, console =>
    {
        console.WriteLine(Describe(lineage));
        foreach (var of in lineage.Steps.GroupBy(s => s.Of))
        {
            console.WriteLine($"{of.Key} was made from");
            foreach (var s in of)
                console.WriteLine(
                    $"  {s.Table}{(s.Folder.Length == 0 ? "" : "/" + s.Folder)}: {s.Files.Count:N0} files, "
                        + $"{s.Files.Sum(f => f.Rows):N0} rows" +
                    (s.State == LineageState.Replaced ? "; replaced since it was read" : ""));
        }

        foreach (var path in lineage.Unrecorded) console.WriteLine($"{path}: what it was made from was not recorded.");
        console.WriteLine(
            $"{lineage.Raw.Count:N0} raw files at the "
                + $"end{(lineage.Raw.Count > limit ? $", the first {limit:N0} shown; --limit shows more" : "")}:");
        foreach (var raw in lineage.Raw.Take(limit))
        {
            console.WriteLine($"  {raw.File.Path}");
            console.WriteLine(
                $"    sha256 {raw.File.Sha256[..16]}…, fetched "
                    + $"{raw.File.IngestedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z from");
            foreach (var uri in raw.SourceUris.Take(5)) console.WriteLine($"    {uri}");
            if (raw.SourceUris.Count > 5) console.WriteLine($"    and {raw.SourceUris.Count - 5:N0} more addresses");
        }
    });

    private static string Describe(FileLineage lineage)
    {
        var f = lineage.File;
        return string.Create(CultureInfo.InvariantCulture,
            $"{f.Path}\n  {f.Table}, {f.Rows:N0} rows, sha256 {f.Sha256[..16]}…, {f.IngestedAt:yyyy-MM-dd HH:mm:ss}Z") +
            (f.CodeVersion is { } code ? $", code {code}" : "")
            + (f.ConfigHash is { } config ? $", settings {config[..16]}…" : "");
    }
}
