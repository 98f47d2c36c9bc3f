using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Node.Replication;

namespace TradeML.Cli.Commands.Lake;

/// <summary><c>ata lake sync</c>: pushes a lake to an S3-compatible store and pulls from there.</summary>
internal static class LakeSyncCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var bucket = new Option<string?>("--bucket")
        {
            Description = "The bucket (default: MINIO_BUCKET, else trademl)",
            HelpName = "NAME", Recursive = true
        };
        var prefix = new Option<string?>("--prefix")
        {
            Description = "What all object names begin with",
            HelpName = "TEXT", Recursive = true
        };
        var sync = new Command("sync",
            "Copy the lake to an S3-compatible store and back; MINIO_ENDPOINT, MINIO_ACCESS_KEY, MINIO_SECRET_KEY "
                + "name it") { bucket, prefix };
        sync.Subcommands.Add(CreatePush(host, Store));
        sync.Subcommands.Add(CreatePull(host, Store));
        sync.Subcommands.Add(CreateStatus(host, Store));
        return sync;

        ObjectStore Store(ParseResult parse)
        {
            var options = ObjectStoreOptions.From(host.Variables);
            return new ObjectStore(
                options with
                {
                    Bucket = parse.GetValue(bucket) ?? options.Bucket,
                    Prefix = parse.GetValue(prefix) ?? options.Prefix
                });
        }
    }

    private static Command CreatePush(AtaHost host, Func<ParseResult, ObjectStore> open)
    {
        var prune = new Option<bool>(
            "--prune-remote")
        { Description = "Also delete objects that only earlier pushes of this lake needed" };
        var command = new Command("push", "Upload what the store lacks; beside a writer too") { prune }.WithExamples(
            "ata lake sync push", "ata lake sync push --bucket backups --prefix pi-1");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            using var store = open(parse);
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            var summary = await context.WithProgressAsync("Push",
                line => new LakePush(lake, store, host.Clock).RunAsync(parse.GetValue(prune), Show(line), token));
            context.Emit(summary, console =>
            {
                console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{summary.Files:N0} files of {summary.Lake} are at {store.Place}; {summary.Moved:N0} went "
                        + $"there now ({summary.Bytes / 1e6:N1} MB)."));
                if (parse.GetValue(prune))
                    console.WriteLine($"{summary.Pruned:N0} objects that no push needs any more were deleted.");
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreatePull(AtaHost host, Func<ParseResult, ObjectStore> open)
    {
        var from = new Option<string?>(
            "--from")
        {
            Description = "The pushed lake to become a copy of, where there are several",
            HelpName = "LAKE"
        };
        var command = new Command("pull", "Bring what this lake lacks; an empty folder becomes a copy") { from }
            .WithExamples(
                "ata lake sync pull --lake /mnt/new/lake",
                "ata lake sync pull      # a node, a copy, or a lake that lost files");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            using var store = open(parse);
            if (!DataLake.Exists(context.LakeRoot) && (await LakeSyncStatus.LakesAsync(store, token)).Count == 0)
                throw new TradeMLException(ErrorKind.DataMissing, "Nothing was pushed to this store yet.", store.Place,
                    "Run `ata lake sync push` where the data are.");
            using var lake = context.OpenLake(context.LoadConfiguration(), create: true);
            var summary = await context.WithProgressAsync("Pull",
                line => new LakePull(lake, store, host.Clock).RunAsync(parse.GetValue(from), Show(line), token));
            context.Emit(summary, console =>
            {
                console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{summary.Moved:N0} files came from {store.Place} ({summary.Bytes / 1e6:N1} MB); the lake has "
                        + $"{summary.Files:N0}."));
                foreach (var kept in summary.Kept) console.WriteLine($"  {kept}");
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateStatus(AtaHost host, Func<ParseResult, ObjectStore> open)
    {
        var command = new Command("status", "Compare the lake with the store")
            .WithExamples("ata lake sync status", "ata lake sync status --json");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            using var store = open(parse);
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            var status = await LakeSyncStatus.ReadAsync(lake, store, token);
            context.Emit(status, console =>
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{status.Here:N0} files here; {status.ToPush:N0} to push ({status.BytesToPush / 1e6:N1} MB), "
                        + $"{status.ToPull:N0} to pull ({status.BytesToPull / 1e6:N1} MB)."));
                console.WriteLine($"At {store.Place}:");
                var table = Tables.New("lake", "pushed from", "at (UTC)", "#files", "#MB", "#superseded");
                foreach (var l in status.Lakes)
                    table.AddText(
                        [l.Name, l.Host, l.PushedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                            $"{l.Files:N0}", $"{l.Bytes / 1e6:N1}", $"{l.Superseded:N0}"]);
                console.Write(table);
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static InlineProgress<SyncProgress> Show(ProgressLine line) =>
        new InlineProgress<SyncProgress>(p => line.Report(
            p.Done, p.All, string.Create(CultureInfo.InvariantCulture, $"{p.Bytes / 1e6:N1} MB")));
}
