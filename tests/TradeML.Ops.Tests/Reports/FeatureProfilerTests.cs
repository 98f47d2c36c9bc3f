using System.Xml.Linq;
using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Ops.Reports.Profiles;

namespace TradeML.Ops.Tests.Reports;

/// <summary>Profiles of a small file whose figures are known by hand.</summary>
internal sealed class FeatureProfilerTests
{
    private string folder = null!;

    private string File => Path.Combine(folder, "features.parquet");

    [SetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("trademl-profile-").FullName;
        // January holds 1 … 9 and one NaN, February only NaN and NULL.
        Write(
            """
            SELECT DATE '2024-01-01' + i::INT AS date, 'AAA' AS symbol,
                CASE WHEN i = 0 THEN 'nan'::FLOAT ELSE i::FLOAT END AS feat_a FROM range(10) t(i)
            UNION ALL VALUES (DATE '2024-02-01', 'AAA', 'nan'::FLOAT), (DATE '2024-02-02', 'AAA', NULL)
            """);
    }

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Measure_KnownValues_GivesTheFiguresOfAHand()
    {
        var profile = FeatureProfiler.Measure([File], _ => "momentum").Single();

        Assert.Multiple(() =>
        {
            Assert.That((profile.Name, profile.Family, profile.Rows), Is.EqualTo(("feat_a", "momentum", 12L)));
            Assert.That(profile.UnknownShare, Is.EqualTo(3 / 12.0));
            Assert.That(profile.FirstKnown, Is.EqualTo(new DateOnly(2024, 1, 2)));
            Assert.That(profile.Mean, Is.EqualTo(5));
            Assert.That(profile.Deviation, Is.EqualTo(Math.Sqrt(7.5)).Within(1e-12));
            Assert.That((profile.P1, profile.P50, profile.P99),
                Is.EqualTo((1.08, 5.0, 8.92)).Using<(double, double, double)>(Near));
        });
    }

    [Test]
    public void Measure_AMonthWithoutAKnownValue_IsWhollyUnknown()
    {
        var months = FeatureProfiler.Measure([File], _ => "momentum").Single().Months;

        Assert.Multiple(() =>
        {
            Assert.That(months.Select(m => (m.Month, m.Rows, m.UnknownShare)),
                Is.EqualTo(new[] { (new DateOnly(2024, 1, 1), 10L, 0.1), (new DateOnly(2024, 2, 1), 2L, 1.0) }));
            Assert.That((months[0].P5, months[0].P25, months[0].P75, months[0].P95),
                Is.EqualTo((1.4, 3.0, 7.0, 8.6)).Using<(double, double, double, double)>(Near));
            Assert.That(months[1].P50, Is.NaN);
        });
    }

    [Test]
    public void Draw_AFamily_IsOneWellFormedPictureThatNamesEachFeature()
    {
        var profiles = FeatureProfiler.Measure([File], _ => "momentum");
        XNamespace svg = "http://www.w3.org/2000/svg";

        var picture = XDocument.Parse(
            ProfilePicture.Draw("momentum", [profiles[0], profiles[0] with { Name = "feat_<b>", Months = [] }]));

        Assert.That(picture.Root!.Descendants(svg + "text").Select(t => t.Value),
            Does.Contain("feat_a").And.Contain("feat_<b>").And.Contain("25.0 % unknown"));
        Assert.That(picture.Root.Descendants(svg + "path").Count(p => (string?)p.Attribute("class") == "median"),
            Is.EqualTo(1), "the feature without a month has no curve");
    }

    [Test]
    public void Measure_BadFiles_AreRefusedWithASentence()
    {
        var text = Path.Combine(folder, "notes.txt");
        System.IO.File.WriteAllText(text, "not Parquet");
        var undated = Path.Combine(folder, "undated.parquet");
        Write("SELECT 1::FLOAT AS feat_a", undated);

        Assert.Multiple(() =>
        {
            Assert.That(() => FeatureProfiler.Measure([Path.Combine(folder, "none.parquet")], _ => ""),
                Refusal("no such file"));
            Assert.That(() => FeatureProfiler.Measure([text], _ => ""), Refusal("can't be read as Parquet"));
            Assert.That(() => FeatureProfiler.Measure([undated], _ => ""), Refusal("no column 'date'"));
        });
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refusal(string words) =>
        Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput).And.Message.Contain(words);

    private static bool Near((double, double, double) a, (double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9;

    private static bool Near((double, double, double, double) a, (double, double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3)
            + Math.Abs(a.Item4 - b.Item4) < 1e-9;

    private void Write(string sql, string? path = null)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path ?? File}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }
}
