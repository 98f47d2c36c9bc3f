using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Models.LightGbm;
using TradeML.Ops.Settings;
using TradeML.Vendors.Connectors;

namespace TradeML.Cli.Commands;

/// <summary><c>ata doctor</c>: what this machine has, what it lacks, and what to do about it.</summary>
internal static class DoctorCommand
{
    private const long EnoughBytes = 2L << 30;

    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Check runtime, natives, configuration, keys, disk and clock, and say what to do";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var config = new Option<bool>(
            "--show-config")
        { Description = "Also print every setting in force, secrets as ***" };
        var command = new Command("doctor", Summary) { config }.WithExamples(
            "ata doctor", "ata doctor --env pi --show-config");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var checks = new List<Check>
            {
                new("runtime", State.Ok,
                    $".NET {Environment.Version} on {RuntimeInformation.RuntimeIdentifier}, "
                        + $"{Environment.ProcessorCount} cores", null),
                CheckLightGbm(), CheckConfiguration(context, out var configuration), CheckKeys(host),
                CheckDisk(context), CheckClock(host),
            };
            if (configuration is not null)
                checks.AddRange(
                    [CheckEngines(host), .. CheckControlStore(host, configuration), CheckLake(context, configuration)]);
            context.Emit(new { checks, configuration = parse.GetValue(config) ? configuration?.Print() : null },
                console =>
            {
                Draw(console, checks);
                if (parse.GetValue(config) && configuration is not null) console.WriteLine(configuration.Print());
            });
            return Task.FromResult(checks.Any(c => c.State == State.Bad) ? ExitCodes.Internal : ExitCodes.Done);
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, List<Check> checks)
    {
        var table = Tables.New("", "check", "found", "what to do");
        foreach (var check in checks)
        {
            var (word, color) = check.State switch
            {
                State.Ok => ("ok", Color.Green),
                State.Note => ("note", Color.Yellow),
                _ => ("BAD", Color.Red)
            };
            table.AddRow(new Text(word, new Style(color)), new Text(check.Name), new Text(check.Found),
                new Text(check.Remedy ?? ""));
        }

        table.Columns[2].NoWrap = false;
        table.Columns[3].NoWrap = false;
        console.Write(table);
    }

    private static Check CheckEngines(AtaHost host)
    {
        var folder = Path.Combine(Path.GetTempPath(), "ata-doctor-" + Guid.NewGuid().ToString("N"));
        try
        {
            using var lake = DataLake.Open(folder, ContractCatalog.LoadEmbedded(), new DataLakeOptions(), host.Clock);
            using var session = lake.OpenSession();
            var duck = session.Query("SELECT version()").Texts(0)[0];
            var sqlite = lake.Control.Read(r => r.Scalar<string>("SELECT sqlite_version()"));
            return new("engines", State.Ok, $"DuckDB {duck}, SQLite {sqlite}", null);
        }
        catch (Exception e) when (e is TradeMLException or DllNotFoundException or TypeInitializationException)
        {
            return new("engines", State.Bad, e.Message,
                "Publish for this machine: dotnet publish cli -c Release -r <rid> --self-contained");
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Check> CheckControlStore(AtaHost host, TradeMLConfiguration configuration)
    {
        var uri = new VendorKeys(host.Variables)["DB_URI"];
        if (uri.IsEmpty) return [];
        try
        {
            return [
                new("control store", State.Ok,
                    $"{ControlServer.Probe(uri)}, this is node '{configuration.Edge.NodeId}'", null)];
        }
        catch (TradeMLException e)
        {
            return [new("control store", State.Bad, e.Place is null ? e.Message : $"{e.Place}: {e.Message}", e.Remedy)];
        }
    }

    private static Check CheckLightGbm() => LightGbmRuntime.TryProbe(out var reason)
        ? new("training", State.Ok, "LightGBM loads", null)
        : new("training", State.Note, "not available: a node collects and scores without it", reason);

    private static Check CheckConfiguration(AtaContext context, out TradeMLConfiguration? configuration)
    {
        try
        {
            configuration = context.LoadConfiguration();
            return new("configuration", State.Ok, $"{context.ConfigDirectory}, environment {context.EnvironmentName}",
                null);
        }
        catch (TradeMLException e)
        {
            configuration = null;
            return new("configuration", State.Bad, e.Message, e.Remedy);
        }
    }

    private static Check CheckKeys(AtaHost host)
    {
        var keys = new VendorKeys(host.Variables);
        VendorTable.Read(keys);
        var set = VendorKeys.Names.Where(n => !keys[n].IsEmpty).ToList();
        return set.Count > 0
            ? new("keys", State.Ok, string.Join(", ", set), null)
            : new("keys", State.Note, "none set: vendors can't be asked",
                "Put them into .env (mode 0600), or take the ones `ata sim serve` prints");
    }

    private static Check CheckDisk(AtaContext context)
    {
        var folder = context.LakeRoot;
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var found = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:N1} GB free for {context.LakeRoot}");
        try
        {
            var probe = Path.Combine(folder, ".ata-write-" + Guid.NewGuid().ToString("N"));
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("disk", State.Bad, $"{folder} can't be written: {e.Message}",
                "Mount it writable, or name another lake with --lake");
        }

        return free < EnoughBytes
            ? new("disk", State.Bad, found, "Free some space: 2 GB is the least")
            : new("disk", State.Ok, found, null);
    }

    private static Check CheckClock(AtaHost host)
    {
        var now = host.Clock.GetUtcNow();
        var calendar = ExchangeCalendar.Xnys;
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return day > calendar.FirstDay.AddYears(34) && day < calendar.LastDay.AddDays(-30)
            ? new("clock", State.Ok, now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC", null)
            : new("clock", State.Bad, now.ToString("u", CultureInfo.InvariantCulture),
                "Set the clock: no session of the calendar is near this day");
    }

    private static Check CheckLake(AtaContext context, TradeMLConfiguration configuration)
    {
        if (!DataLake.Exists(context.LakeRoot))
            return new("lake", State.Note, $"none at {context.LakeRoot}",
                "`ata demo` makes one to look at, `ata node init` one of your own");
        try
        {
            using var lake = context.OpenLake(configuration, readOnly: true);
            var sizes = lake.Manifest.Sizes();
            return new("lake", State.Ok,
                $"{sizes.Sum(s => s.Files):N0} files, {sizes.Sum(s => s.Rows):N0} rows, schema "
                    + $"{lake.Control.SchemaVersion}", null);
        }
        catch (TradeMLException e)
        {
            return new("lake", State.Bad, e.Message, e.Remedy);
        }
    }

    private enum State { Ok, Note, Bad }

    private sealed record Check(string Name, State State, string Found, string? Remedy);
}
