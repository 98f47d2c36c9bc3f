using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// dotnet run -c Release --project tests/TradeML.Benchmarks -- --filter '*Feature*'
// The default job is short, so that a run takes a minute; add --job default for a figure to publish.
// On a shared machine: ... -- least Feature   (warmed to the last tier; median, spread and least processor time of
// several runs)
if (args is ["least", ..])
{
    TradeML.Benchmarks.LeastTime.Run(args.ElementAtOrDefault(1) ?? "", args.ElementAtOrDefault(2));
    return 0;
}

var job = Job.ShortRun.WithIterationCount(7).WithWarmupCount(10).WithToolchain(InProcessEmitToolchain.Instance);
IConfig config = args.Contains("--job") ? DefaultConfig.Instance : DefaultConfig.Instance.AddJob(job.AsDefault());
config = config.AddColumn(StatisticColumn.Min, StatisticColumn.Q1, StatisticColumn.Median, StatisticColumn.Q3,
    StatisticColumn.Max);
BenchmarkSwitcher.FromAssembly(typeof(TradeML.Benchmarks.FeatureBenchmarks).Assembly).Run(args, config);
return 0;
