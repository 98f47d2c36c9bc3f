using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Data.Reference.Securities;
using TradeML.Lake;

namespace TradeML.Cli.Commands;

/// <summary><c>ata import</c>: the user's own files: prices, an index's memberships, securities.</summary>
internal static class ImportCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Bring your own files into the lake";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var import = new Command("import", Summary);
        import.Subcommands.Add(ImportBarsCommand.Create(host));
        import.Subcommands.Add(CreateActions(host));
        import.Subcommands.Add(CreateMembers(host));
        import.Subcommands.Add(CreateSecurities(host));
        return import;
    }

    private static Command CreateActions(AtaHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "CSV with symbol, ex_date, event_type (SPLIT or DIVIDEND), ratio (new per old), amount",
        };
        var complete = new Option<bool>("--complete")
        {
            Description = "You answer for it: all events of the imported symbols over the days of their bars are in it",
        };
        var command = new Command("actions", "Import splits and dividends of your own bars") { file, complete }
            .WithExamples("ata import actions actions.csv", "ata import actions actions.csv --complete");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var actions = ActionFile.Load(Existing(context, parse.GetValue(file)!));
            if (parse.GetValue(complete) && !DataLake.Exists(context.LakeRoot)) throw ImportedBars.None();
            using var lake = context.OpenLake(configuration, create: true);
            var (events, written, confirmed) = await ActionImport.RunAsync(
                lake, actions, parse.GetValue(complete), ExchangeCalendar.Xnys, configuration.Backfill.Qc, host.Clock,
                token);
            context.Emit(new { events, written, confirmed }, console => console.Profile.Out.Writer.WriteLine(
                $"{events:N0} events read, {written:N0} new or changed; "
                    + (confirmed > 0
                        ? $"the days of {confirmed:N0} symbols count as complete. "
                        : "days without one stay unconfirmed (--complete says that the file has them all). ")
                    + "Next: ata audit gaps, then ata curate run"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateMembers(AtaHost host)
    {
        var file = new Argument<string>(
            "FILE")
        { Description = "CSV with index_name, symbol, start_date, end_date (empty: still a member)" };
        var command = new Command("members",
            "Import an index's memberships: reports then say which share of its past members the lake holds") { file }
            .WithExamples("ata import members sp500_membership.csv");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var path = Existing(context, parse.GetValue(file)!);
            IndexMembershipImport.Check(path);
            using var lake = context.OpenLake(configuration, create: true);
            var members = await IndexMembershipImport.RunAsync(lake, path, host.Clock, token);
            context.Emit(members, console => console.Profile.Out.Writer.WriteLine(
                $"{members.Stays:N0} stays of {string.Join(", ", members.Indexes)} in reference/index_membership; "
                    + $"{members.Dropped:N0} dropped that the file lacks, {members.Kept:N0} of other indexes kept. "
                    + "Next: ata report emit"));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateSecurities(AtaHost host)
    {
        var file = new Argument<string>(
            "FILE")
        {
            Description =
                "CSV with symbol and any of security_id, start_date, end_date, name, exchange, asset_class, cik, "
                    + "sector, industry, sector_since"
        };
        var since = Arguments.Day("--sectors-since",
            "Let sectors be used from this day on: you answer for their having been known; else from today");
        var command = new Command("securities",
            "Import your own list of securities: who had which ticker when, names, classes, sectors") { file, since }
            .WithExamples("ata import securities securities.csv",
                "ata import securities securities.csv --sectors-since 2005-01-03");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var path = Existing(context, parse.GetValue(file)!);
            SecuritiesImport.Check(path);
            using var lake = context.OpenLake(configuration, create: true);
            var lines = await SecuritiesImport.RunAsync(lake, path, parse.GetValue(since), host.Clock, token);
            context.Emit(new { lines },
                console =>
                    console.Profile.Out.Writer.WriteLine(
                        $"{lines:N0} lines in raw/securities. Next: ata curate run, then ata reference securities"));
            return ExitCodes.Done;
        });
        return command;
    }

    // Files are checked before the lake is opened: a mistyped name or a fault must not leave an empty lake behind.
    private static string Existing(AtaContext context, string typed)
    {
        var path = context.Absolute(typed);
        return File.Exists(path)
            ? path
            : throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
    }
}
