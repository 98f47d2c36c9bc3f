using System.CommandLine;
using System.Globalization;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Ops.Runs;
using TradeML.Ops.Settings;
using TradeML.Proof.LakeCopies;
using TradeML.Proof.Outputs;
using TradeML.Proof.Runs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Cli.Commands.Auditing;

/// <summary><c>ata audit pit</c>: the proof that nothing computed can see the future.</summary>
internal static class AuditPitCommand
{
    private const string Model = "equities_xs";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var features = new Option<string>("--features")
        {
            Description = "Feature set to prove", HelpName = "SET",
            DefaultValueFactory = _ => "equities_v1"
        };
        var labels = Arguments.List("--labels",
            "Label sets to prove, separated by commas (default: all of configs/labels)", "L1,L2");
        var sample = Arguments.Between(
            new Option<int>("--sample")
            {
                Description = "Instants to cut at; the first nine are boundaries",
                DefaultValueFactory = _ => 9, HelpName = "N"
            }, 1, 10_000);
        var bars = new Option<string?>(
            "--bars")
        {
            Description = "Prove on this file of bars (Parquet or CSV), not on the lake",
            HelpName = "FILE"
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Another seed, other instants and another future",
            DefaultValueFactory = _ => 1
        };
        var run = new Option<string?>(
            "--run")
        {
            Description = "Run whose model's scores are proved (default: the champion, else the newest)",
            HelpName = "ID"
        };
        var symbols = Arguments.List("--symbols", "Only these symbols of the lake", "S1,S2");
        var copies = Arguments.Between(
            new Option<int>(
                "--copy-cuts")
            {
                Description =
                    "Deliveries to cut at in a copy of the lake, for all tables as of an instant; 0 makes none",
                DefaultValueFactory = _ => 2, HelpName = "N"
            }, 0, 1000);
        var start = Arguments.Day("--start", "First day of the lake's bars");
        var end = Arguments.Day("--end", "First day no longer");
        var command = new Command("pit",
            "Prove that nothing looks ahead: corrupt all that became known after an instant, compute "
                + "again, compare bit by bit")
        {
            features, labels, sample, bars, seed, run, symbols, start, end, copies,
        }.WithExamples(
            "ata audit pit --features equities_v1",
            "ata audit pit --bars bars.parquet --features equities_v1 --labels "
                + "forward_5d,triple_barrier --sample 20 --seed 7",
            "ata audit pit --json      # exit code 3 when something leaks");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var file = parse.GetValue(bars) is { } path ? context.Absolute(path) : null;
            if (file is not null
                && (parse.GetValue(symbols) is { Length: > 0 } || parse.GetValue(start) is not null
                    || parse.GetValue(end) is not null || parse.GetValue(run) is not null))
                throw new TradeMLException(ErrorKind.BadInput,
                    "--symbols, --start, --end and --run choose from the lake; --bars takes a file whole.", "--bars",
                    "Leave them out.");
            using var lake = file is null ? context.OpenLake(configuration, readOnly: true) : null;
            var threads = configuration.Edge.Engine.EffectiveThreads;
            var set = context.LoadFeatureSet(parse.GetValue(features)!);
            var sets = parse.GetValue(labels) is { Length: > 0 } named ? named : context.LabelSetNames();
            List<IPointInTimeSubject> subjects =
            [
                new FeatureSubject(set, threads),
                .. sets.Select(name => new LabelSubject(name, context.LoadLabelSet(name), threads)),
                new UniverseSubject(configuration.Family(Model).Options.Universe), new AdjustedPricesSubject(),
            ];
            if (lake is not null) subjects.Add(new UniverseTableSubject(configuration.Family(Model).Options.Universe));
            if (lake is not null && SignalsOf(context, lake, parse.GetValue(run), threads) is { } signals)
                subjects.Add(signals);
            var began = host.Clock.GetTimestamp();
            var report = await context.WithProgressAsync("Point-in-time proof", line => Task.Run(
                () =>
                {
                    line.Report(0, 0, "reading");
                    var world = lake is null ? WorldFile.Load(file!, threads, token)
                        : LakeWorld.Load(lake, parse.GetValue(start), parse.GetValue(end),
                            parse.GetValue(symbols) is { Length: > 0 } only ? only : null);
                    using var session = lake?.OpenSession();
                    if (lake is not null) subjects.AddRange(KnownFacts.Of(world, lake.Contracts, session, threads));
                    var cuts = CutSampler.Sample(world, parse.GetValue(sample), parse.GetValue(seed));
                    var progress = new InlineProgress<ProofProgress>(p => line.Report(p.Done, p.Total, Detail(p)));
                    return PointInTimeProof.Run(world, subjects, cuts, parse.GetValue(seed), progress: progress,
                        cancellationToken: token);
                }, token));
            if (lake is not null && parse.GetValue(copies) > 0)
                report = await WithCopyAsync(context, configuration, lake, report, parse.GetValue(copies),
                    parse.GetValue(seed), token);
            context.Emit(PitViews.Document(report),
                console => PitViews.Draw(console, report, host.Clock.GetElapsedTime(began).TotalSeconds));
            return report.Holds ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static async Task<ProofReport> WithCopyAsync(
        AtaContext context, TradeMLConfiguration configuration, DataLake lake, ProofReport report, int count, int seed,
        CancellationToken token)
    {
        // Files on other nodes' disks can't be copied from here.
        if (!LakeCopyProof.IsWhole(lake)) return report;
        var folder = Directory.CreateTempSubdirectory("trademl-pit-");
        try
        {
            var (verdict, cuts) = await context.WithProgressAsync("Proof on a copy of the lake",
                line => Task.Run(() => LakeCopyProof.RunAsync(
                    lake, folder.FullName, root => context.At(root).OpenLake(configuration, alone: true), count, seed,
                    new InlineProgress<ProofProgress>(p => line.Report(p.Done, p.Total, Detail(p))), token)));
            return report with { Cuts = [.. report.Cuts, .. cuts], Subjects = [.. report.Subjects, verdict] };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Detail(ProofProgress p) => string.Create(
        CultureInfo.InvariantCulture,
        $"{p.Subject}{(p.Cut is { } cut ? $", cut at {cut.At:yyyy-MM-dd HH:mm} ({cut.Why})" : "")}"
            + $"{(p.Leaked > 0 ? $", {p.Leaked:N0} values leaked" : "")}");

    /// <summary>Scores of the named run, of the champion or the newest; null while nothing is trained.</summary>
    private static SignalSubject? SignalsOf(AtaContext context, DataLake lake, string? run, int threads) =>
        PublishedModel.Find(lake, Model, run) is { } model
            ? new SignalSubject(model.RunId, model.Model, context.LoadFeatureSet(model.Features), threads)
            : null;
}
