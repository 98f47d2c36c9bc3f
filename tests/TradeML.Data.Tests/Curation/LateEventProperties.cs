using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Tests.Quality;

namespace TradeML.Data.Tests.Curation;

/// <summary>
/// Events and bars in any order, late and corrected: what the curator leaves after many small runs is byte for byte
/// what one run over everything makes, daily and minute, and each run changes only files that what arrived can touch.
/// </summary>
public sealed class LateEventProperties
{
    private static readonly DateOnly Start = new(2020, 11, 2), End = new(2022, 3, 1);
    private static readonly string[] Symbols = ["AAA", "BBB", "SPN"],
        Tables = ["curated/equities_ohlcv_adj", "curated/equities_minute_adj", "reference/corp_actions"];

    [Test]
    public void Curate_AnySequenceOfLateAndCorrectedEvents_EqualsARebuildFromNothing() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            RunAsync(seed).GetAwaiter().GetResult();
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3).WithReplay(11, 7));

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(0, 5).Select(i => Arrival(random, i)).ToList();
        using var grown = await BeginAsync();
        await grown.Curator.CurateIncrementalAsync();
        foreach (var (symbol, until, deliver) in steps)
        {
            grown.Temporary.Time.Advance(TimeSpan.FromHours(1));
            await deliver(grown);
            var summary = await grown.Curator.CurateIncrementalAsync();
            foreach (var change in summary.Files.Where(f => f.Table.StartsWith("curated/", StringComparison.Ordinal)))
            {
                Assert.That(int.Parse(change.Partition[^4..], CultureInfo.InvariantCulture),
                    Is.LessThanOrEqualTo(until.Year), $"{change} after {symbol} {until}");
                if (change.Table == "curated/equities_minute_adj" && symbol != "SPN")
                    Assert.That(change.Partition, Does.StartWith($"symbol={symbol}/"));
            }

            Assert.That((await grown.Curator.CurateIncrementalAsync()).IsUnchanged, Is.True);
        }

        using var whole = await BeginAsync();
        foreach (var (_, _, deliver) in steps)
        {
            whole.Temporary.Time.Advance(TimeSpan.FromHours(1));
            await deliver(whole);
        }

        await whole.Curator.CurateIncrementalAsync();
        Assert.That(Files(grown), Is.EqualTo(Files(whole)));
        Assert.That(Files(grown), Has.Count.EqualTo(3 + 9 + 1));
    }

    /// <summary>
    /// A symbol, the last day that it can touch, and its delivery: an event of any kind, or bars revised for some days.
    /// </summary>
    private static (string Symbol, DateOnly Until, Func<StagedLake, Task> Deliver) Arrival(Random random, int step)
    {
        var symbol = Symbols[random.Next(2)];
        var sessions = ExchangeCalendar.Xnys.Sessions(Start, End).ToArray();
        var day = sessions[random.Next(5, sessions.Length - 25)];
        var off = random.Next(4) == 0 ? day.AddDays(1) : day; // sometimes no session
        // the same id again corrects what was said before, so it may touch every earlier year
        var id = $"{symbol}-{random.Next(4)}";
        var seed = random.Next();
        return random.Next(6) switch
        {
            0 =>
                (symbol, End,
                    s =>
                        s.DeliverEventAsync(symbol, id, "SPLIT", off, Math.Round(2 + new Random(seed).NextDouble(), 3),
                            double.NaN)),
            1 => (symbol, End, s => s.DeliverEventAsync(symbol, id, "SPLIT", off, 0.1, double.NaN)),
            2 =>
                (symbol, day.AddDays(4),
                    s => s.DeliverEventAsync(symbol, $"{symbol}-new{step}", "DIVIDEND", off, double.NaN, 25)),
            3 => (symbol, End, s => s.DeliverEventAsync(symbol, id, "SPIN_OFF", off, 0.25, double.NaN, "SPN")),
            4 =>
                (symbol, sessions[^1],
                    s => s.DeliverBarsAsync(symbol, day, day.AddDays(20), StagedLake.Path(day, day.AddDays(20), seed))),
            _ => (symbol, day, s => s.DeliverMinutesAsync(symbol, [day], seed)),
        };
    }

    private static async Task<StagedLake> BeginAsync()
    {
        var staged = new StagedLake(Start, End, null, Symbols);
        foreach (var (symbol, i) in Symbols.Select((s, i) => (s, i)))
        {
            await staged.DeliverBarsAsync(symbol, Start, End, StagedLake.Path(Start, End, i + 1));
            await staged.DeliverMinutesAsync(symbol,
                [new(2020, 12, 1), new(2021, 6, 1), new(2021, 6, 2), new(2022, 2, 1)], i);
        }

        return staged;
    }

    private static List<string> Files(StagedLake staged) =>
        [.. Tables.SelectMany(t => staged.Lake.Manifest.Files(t)).Select(f => $"{f.Path} {f.Sha256}")];
}
