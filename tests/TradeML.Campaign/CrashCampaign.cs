using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.Campaign;

/// <summary>
/// Takes a node's power away again and again at steps drawn from a seed, starts it again each time, and compares the
/// lake it ends with to one that was never interrupted. A story is one lake from empty to complete with several cuts;
/// story n of seed s is always the same.
/// </summary>
public sealed class CrashCampaign : IAsyncDisposable
{
    private const int LaterRuns = 3;
    private static readonly DateTimeOffset Start = new(2021, 9, 6, 12, 0, 0, TimeSpan.Zero);
    private readonly string root = Directory.CreateTempSubdirectory("trademl-campaign-").FullName;
    private readonly VendorServer server;
    private readonly FakeTimeProvider time = new(Start);

    private CrashCampaign(VendorServer server) => this.server = server;

    /// <summary>Runs a campaign from the command line: <c>--kills 1000 --seed 1 [--only STORY]</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Arguments(args);
        var (kills, seed, only) = (options.Number("--kills", 1000), options.Number("--seed", 1),
            options.Number("--only", 0));
        var clock = Stopwatch.StartNew();
        var result = await RunAsync(kills, seed, only, Console.Out.WriteLine);
        Console.Out.WriteLine(
            $"{result.Kills} kills in {result.Stories} stories, {result.Lives} lives, "
                + $"{clock.Elapsed.TotalSeconds:0} s, seed {seed}: {result.Faults.Count} faults");
        foreach (var fault in result.Faults) Console.Out.WriteLine(fault);
        return result.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs a campaign.</summary>
    /// <param name="kills">Kills wanted at least.</param>
    /// <param name="seed">Seed of all stories.</param>
    /// <param name="only">The one story to run, or 0 for as many as the kills take.</param>
    /// <param name="say">Told of every story.</param>
    public static async Task<CampaignResult> RunAsync(long kills, long seed, long only, Action<string> say)
    {
        var market = SimulatedMarket.Create(
            new MarketConfig
            {
                Seed = 11, Symbols = 6, Start = new DateOnly(2020, 1, 2),
                End = new DateOnly(2021, 12, 30)
            });
        var faults = FaultPlan.ByRate(3, new FaultRate(FaultKind.Unavailable, 0.02),
            new FaultRate(FaultKind.Reset, 0.02));
        var server = await VendorServer.StartAsync(market,
            new VendorServerOptions { Clock = new FakeTimeProvider(Start), Faults = faults });
        await using var campaign = new CrashCampaign(server);
        return await campaign.StoriesAsync(kills, seed, only, say);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task<CampaignResult> StoriesAsync(long kills, long seed, long only, Action<string> say)
    {
        var calm = Path.Combine(root, "calm", "lake");
        var steps = await LiveAsync(calm, cut: 0)
            ?? throw new InvalidOperationException("The life without a cut did not end well.");
        var wanted = await LakeContent.ReadAsync(calm, time);
        say($"never cut: {steps} steps, content {wanted.Hash}");
        var result = new CampaignResult(0, 0, 0, [.. wanted.Faults]);
        for (var story = only > 0 ? only : 1; result.Kills < kills || only > 0; story++)
        {
            result = await StoryAsync(story, seed, steps, wanted, result, say);
            if (only > 0) break;
        }

        return result;
    }

    private async Task<CampaignResult> StoryAsync(
        long story, long seed, long steps, LakeContent wanted, CampaignResult sum, Action<string> say)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003) + story)));
        var lake = Path.Combine(root, $"story-{story}", "lake");
        var cuts = new List<long>();
        var faults = new List<string>();
        long? ended = null;
        while (ended is null && cuts.Count < 200)
        {
            // Half of the cuts fall anywhere in a whole life, half soon after the start, where the last life's remains
            // are put in order.
            var cut = random.Next(2) == 0 ? random.NextInt64(1, steps + 1) : random.NextInt64(1, 1 + (steps / 8));
            ended = await LiveAsync(lake, cut);
            if (ended is not null) break;
            cuts.Add(cut);
            if (cuts.Count % 4 != 0) continue;
            faults.AddRange(
                (await LakeContent.ReadAsync(lake, time)).Faults.Select(f => $"after cut {cuts.Count}: {f}"));
        }

        var got = await LakeContent.ReadAsync(lake, time);
        // On a machine that is overrun a vendor does not answer in time and rests; its tasks are the next runs' work.
        for (var hours = 1; hours <= LaterRuns && got.IsWaiting; hours++)
        {
            say($"story {story}: a vendor rests, the node runs again {hours} h later");
            await LiveAsync(lake, cut: 0, TimeSpan.FromHours(hours));
            got = await LakeContent.ReadAsync(lake, time);
        }

        faults.AddRange(got.Faults);
        if (got.Hash != wanted.Hash) faults.AddRange(got.DifferencesFrom(wanted));
        say(
            $"story {story}: {cuts.Count} cuts at {string.Join(' ', cuts)}, content "
                + $"{got.Hash}{(faults.Count == 0 ? "" : " FAULTS")}");
        Directory.Delete(Path.GetDirectoryName(lake)!, recursive: true);
        return new CampaignResult(
            sum.Kills + cuts.Count, sum.Stories + 1, sum.Lives + cuts.Count + 1,
            [.. sum.Faults, .. faults.Select(f => $"story {story}, replay with --seed {seed} --only {story}: {f}")]);
    }

    /// <summary>One life; the number of its steps, or null when its power was cut.</summary>
    private async Task<long?> LiveAsync(string lake, long cut, TimeSpan later = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(lake)!);
        var program = Path.Combine(AppContext.BaseDirectory,
            OperatingSystem.IsWindows() ? "TradeML.Campaign.exe" : "TradeML.Campaign");
        var start = new ProcessStartInfo(
            program,
            ["child", "--cut", cut.ToString(CultureInfo.InvariantCulture), "--start",
                (Start + later).ToString("O", CultureInfo.InvariantCulture), "--lake", lake])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in server.Environment) start.Environment[name] = value;
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode switch
        {
            0 => long.Parse((await output).Trim(), CultureInfo.InvariantCulture),
            137 => null,
            _ =>
                throw new InvalidOperationException(
                    $"A life with its cut at {cut} ended by itself with {process.ExitCode}: {await error}"),
        };
    }
}
