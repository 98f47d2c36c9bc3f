using System.Text.Json;
using NUnit.Framework;
using TradeML.Ops.Reports;
using TradeML.Ops.Tests.Training;

namespace TradeML.Ops.Tests.Reports;

public sealed class RunReportTests
{
    [Test]
    public async Task Emit_FinishedRun_WritesTheThreeFormsWithTheRunsFigures()
    {
        using var lake = await SyntheticLake.CreateAsync();
        var run = await TrainingRunTests.Train(lake);
        var files = await RunReport.EmitAsync(lake.Lake, SyntheticLake.Family(), lake.Time);
        Assert.That(files.Folder, Is.EqualTo("reports/2021-12-31"));
        Assert.That(new[] { files.Json, files.Markdown, files.Html }.All(File.Exists), Is.True);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(files.Json));
        var root = json.RootElement;
        Assert.That(root.GetProperty("provenance").GetProperty("run_id").GetString(), Is.EqualTo(run.RunId));
        Assert.That(root.GetProperty("strategies")[0].GetProperty("sharpe").GetDouble(),
            Is.EqualTo(run.Metrics.Figures.Sharpe).Within(1e-7));
        Assert.That(root.GetProperty("go_no_go").GetProperty("verdict").GetString(),
            Is.EqualTo(run.Metrics.GoNoGo.Word));
        Assert.That(root.GetProperty("data_health").GetProperty("tables").GetArrayLength(), Is.EqualTo(3));
        Assert.That(root.GetProperty("data_health").GetProperty("survivorship").GetProperty("share").GetString(),
            Is.EqualTo("unknown"));
        var verdict = root.GetProperty("data_health").GetProperty("survivorship");
        Assert.That(verdict.GetProperty("verdict_note").GetString(), Is.EqualTo(run.Metrics.Survivorship!.Sentence));
        Assert.That(verdict.GetProperty("verdict").GetString(), Is.EqualTo(run.Metrics.Survivorship.Word));
        var gross = root.GetProperty("positions").EnumerateArray()
            .Sum(p => Math.Abs(p.GetProperty("weight").GetDouble()));
        Assert.That(gross, Is.EqualTo(root.GetProperty("gross_exposure").GetDouble()).Within(1e-6));
    }

    [Test]
    public async Task Emit_EarlierDay_KnowsNothingAfterIt()
    {
        using var lake = await SyntheticLake.CreateAsync();
        await TrainingRunTests.Train(lake);
        var report = RunReport.Render(lake.Lake, SyntheticLake.Family(), lake.Time, asOf: new DateOnly(2021, 6, 30));
        using var json = JsonDocument.Parse(report.Json);
        Assert.That(report.AsOf, Is.EqualTo(new DateOnly(2021, 6, 30)));
        Assert.That(json.RootElement.GetProperty("curve").EnumerateArray().Last().GetProperty("date").GetString(),
            Is.EqualTo("2021-06-30"));
    }

    [Test]
    public async Task Emit_Twice_SameBytes()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        await TrainingRunTests.Train(lake);
        var first = RunReport.Render(lake.Lake, SyntheticLake.Family(), lake.Time);
        var second = RunReport.Render(lake.Lake, SyntheticLake.Family(), lake.Time);
        Assert.That(second, Is.EqualTo(first));
    }
}
