using System.Globalization;
using NUnit.Framework;
using Parquet;
using TradeML.Core.Universe;
using TradeML.Research.Labels;
using TradeML.Store.Labels;

namespace TradeML.Store.Tests.Labels;

public sealed class LabelFileRunTests
{
    [Test]
    public async Task Run_OnSurvivors_SaysSoInTheRunAndInTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("trademl-labels-").FullName;
        try
        {
            var (bars, output) = (Path.Combine(folder, "bars.csv"), Path.Combine(folder, "labels.parquet"));
            var rows = from s in Enumerable.Range(0, 40)
                       from d in Enumerable.Range(0, 100)
                       select string.Create(CultureInfo.InvariantCulture,
                           $"S{s:00},{new DateOnly(2000, 1, 1).AddDays(d * 73):yyyy-MM-dd},10,13,8,10,1000");
            await File.WriteAllLinesAsync(bars, rows.Prepend("symbol,date,open,high,low,close,volume"));
            var run = await LabelFileRun.RunAsync(
                bars, output, "forward_5d", new LabelSetOptions { Kind = "forward" }, [], 1, TimeProvider.System,
                new SurvivorshipOptions { LeastRate = 0.02 });
            Assert.That((run.Survivorship.State, run.Survivorship.Symbols, run.Survivorship.Dead),
                Is.EqualTo((SurvivorshipState.Implausible, 40, 0)));
            await using var reader = await ParquetReader.CreateAsync(output);
            Assert.That(reader.CustomMetadata["trademl.survivorship"],
                Does.Contain("IMPLAUSIBLE").And.Contain(run.Survivorship.Sentence));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
