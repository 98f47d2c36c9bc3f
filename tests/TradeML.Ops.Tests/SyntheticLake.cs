using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Lake.Writing;
using TradeML.Ops.Families;
using TradeML.Research.Labels;
using TradeML.Testing;

namespace TradeML.Ops.Tests;

/// <summary>
/// A small lake with seeded curated bars, a stage and a GREEN ledger: what training looks at, without an ingest.
/// </summary>
internal sealed class SyntheticLake : IDisposable
{
    internal static readonly DateOnly Start = new(2020, 1, 2);
    internal static readonly DateOnly End = new(2022, 1, 1);
    internal static readonly string[] Tables = ["curated/equities_ohlcv_adj", "reference/corp_actions",
        "reference/delistings"];

    private readonly TemporaryLake lake;

    private SyntheticLake(int symbols, ICrashPoint? crash, IReadOnlyList<TableContract> tables)
    {
        lake = new TemporaryLake(new ContractCatalog([.. ContractCatalog.LoadEmbedded().Tables, .. tables]), crash);
        Symbols = [.. Enumerable.Range(0, symbols).Select(i => $"S{i:00}")];
    }

    internal string[] Symbols { get; }

    internal DataLake Lake => lake.Lake;

    internal TimeProvider Time => lake.Time;

    /// <summary>Tiny settings: two years, four blocks, two configurations of five trees.</summary>
    internal static TrainingOptions Options(
        IReadOnlyList<TrialOptions>? family = null, double minGreen = 0.98, BarOptions? bars = null,
        bool enabled = true) => new()
        {
            Enabled = enabled,
            WindowYears = 2,
            Dependencies = [.. Tables.Select(t => new DependencyOptions { Table = t, MinGreen = minGreen })],
            Universe = new UniverseOptions { MinPriceUsd = 1, MinAdvUsd = 1000, AdvWindow = 20 },
            Cpcv = new CpcvOptions { Groups = 4, TestGroups = 2, EmbargoSessions = 5, MinTestBlockMonths = 5 },
            Lightgbm = new LightGbmOptions { Rounds = 5, NumLeaves = 4, MinDataInLeaf = 20, LearningRate = 0.1 },
            Family = family ?? [new TrialOptions { Name = "base" }, new TrialOptions { Name = "wide", NumLeaves = 8 }],
            Bars = bars ?? new BarOptions(),
            Backtest = new BacktestOptions { LongQuantile = 0.25, ShortQuantile = 0.25, MaxWeight = 0.25 },
        };

    /// <summary>equities_xs over these settings, with the shipped feature and label sets.</summary>
    internal static ModelFamily Family(TrainingOptions? options = null, string model = "equities_xs") => new(
        model, options ?? Options(), FeatureSets.EquitiesV1, "forward_5d_last_close",
        ConfigLoader.Load<LabelSetOptions>(Path.Combine(TestPaths.RepositoryRoot, "configs"),
            "labels/forward_5d_last_close.yml", null, new Dictionary<string, string>()));

    internal static async Task<SyntheticLake> CreateAsync(
        int symbols = 12, ICrashPoint? crash = null, bool bars = true, params IReadOnlyList<TableContract> tables)
    {
        var lake = new SyntheticLake(symbols, crash, tables);
        new NodeStage
        {
            NodeId = "test", Source = "alpaca_sip", Symbols = lake.Symbols,
            Datasets = new Dictionary<string, StageWindow> { ["equities_eod"] = new() { Start = Start, End = End } },
        }.Write(Path.Combine(lake.Lake.Root, "control", "stage.yml"));
        lake.Lake.Control.Write(tx =>
        {
            foreach (var table in Tables)
                foreach (var symbol in lake.Symbols)
                    lake.Lake.Partitions.SetRange(tx, "test", table, symbol, Start, End, PartitionState.Green, "OK",
                        rowCount: 1);
        });
        if (bars) await lake.WriteBarsAsync();
        return lake;
    }

    internal void Mark(string table, string symbol, DateOnly start, DateOnly end, PartitionState state) =>
        Lake.Control.Write(tx => Lake.Partitions.SetRange(tx, "test", table, symbol, start, end, state, "TEST"));

    internal void List(string symbol, DateOnly? first, DateOnly? last) => Lake.Control.Write(tx => tx.Execute(
        "INSERT INTO listing (symbol, source, first_day, last_day, basis) VALUES (@symbol, "
            + "'test', @first, @last, 'TEST')",
        new { symbol, first = UnixDay.From(first), last = UnixDay.From(last) }));

    internal DataLake Reopen(ICrashPoint? crash = null) => lake.Reopen(crash);

    public void Dispose() => lake.Dispose();

    private async Task WriteBarsAsync()
    {
        foreach (var year in Enumerable.Range(Start.Year, End.Year - Start.Year))
        {
            var sessions = ExchangeCalendar.Xnys.Sessions(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1))
                .ToArray();
            var contract = Lake.Contracts[Tables[0]];
            var rows = sessions.SelectMany(d => Symbols.Select((s, i) => (Date: d, Symbol: s, Close: CloseOf(i, d))))
                .ToArray();
            var ones = rows.Select(_ => 1.0).ToArray();
            double[] Column(Func<double, double> of) => [.. rows.Select(r => of(r.Close))];
            var columns = new Dictionary<string, Array>
            {
                ["date"] = rows.Select(r => r.Date).ToArray(), ["symbol"] = rows.Select(r => r.Symbol).ToArray(),
                ["open"] = Column(c => c * 0.999), ["high"] = Column(c => c * 1.01), ["low"] = Column(c => c * 0.99),
                ["close"] = Column(c => c),
                ["volume"] = Column(c => 1e6 + (c * 1000)), ["adj_open"] = Column(c => c * 0.999),
                ["adj_high"] = Column(c => c * 1.01),
                ["adj_low"] = Column(c => c * 0.99), ["adj_close"] = Column(c => c),
                ["adj_volume"] = Column(c => 1e6 + (c * 1000)), ["tr_close"] = Column(c => c),
                ["source_name"] = rows.Select(_ => "alpaca_sip").ToArray(),
            };
            foreach (var factor in
                contract.Columns
                    .Where(c =>
                        c.Name.EndsWith("_step", StringComparison.Ordinal)
                            || c.Name.StartsWith("cum_", StringComparison.Ordinal)))
                columns[factor.Name] = ones;
            var spec = new LakeFileSpec
            {
                Table = contract, Stem = "part", Partition = [("year", year.ToString())],
                Supersedes = true
            };
            await Lake.Writer.WriteAsync(spec, new ColumnBatch(contract, columns, rows.Length));
        }
    }

    // A price that is a function of symbol and day alone: waves of different lengths with a little seeded noise.
    private static double CloseOf(int symbol, DateOnly day)
    {
        var t = day.DayNumber - Start.DayNumber;
        var noise = new Random((symbol * 100_003) + day.DayNumber).NextDouble() - 0.5;
        return 50 + symbol + (8 * Math.Sin((t / (17.0 + (3 * symbol))) + symbol)) + (2 * noise);
    }
}
