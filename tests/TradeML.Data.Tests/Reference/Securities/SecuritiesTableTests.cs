using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Reference;
using TradeML.Data.Reference.Securities;
using TradeML.Testing;

namespace TradeML.Data.Tests.Reference.Securities;

/// <summary>
/// The master on a lake: imported securities, RED clashes, and prices that never cross from one security to another.
/// </summary>
public sealed class SecuritiesTableTests
{
    private const string Header = "symbol,security_id,start_date,end_date,name,sector,industry\n";

    [Test]
    public async Task Import_SectorsWithoutADay_AreKnownFromTheImportOn()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, "symbol,name,sector,industry\nAAA,Alpha Inc Common Stock,Energy,Oil\nBBB,Beta ETF,,\n");
        var today = DateOnly.FromDateTime(lake.Time.GetUtcNow().UtcDateTime);
        Assert.That(await SectorsAsync(lake), Is.EqualTo(new[] { $"AAA {today:yyyy-MM-dd}.. Energy/Oil" }));
        Assert.That(await SecuritiesAsync(lake), Has.Member("BBB not common"), "an ETF's name says so");
    }

    [Test]
    public async Task Import_SectorsSinceADay_HoldFromThatDayOn()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, "symbol,sector\nAAA,Energy\n", new DateOnly(2005, 1, 3));
        Assert.That(await SectorsAsync(lake), Is.EqualTo(new[] { "AAA 2005-01-03.. Energy/" }));
    }

    [Test]
    public async Task Import_LaterFile_ReplacesTheEarlierOneAndBothStay()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, Header + "AAA,alpha,2001-01-02,,Alpha,,\n");
        lake.Time.Advance(TimeSpan.FromDays(1));
        await ImportAsync(lake, Header + "AAA,alpha,2001-01-02,2010-06-01,Alpha,,\nAAA,omega,2012-01-03,,Omega,,\n");
        Assert.That(await SecuritiesAsync(lake),
            Is.EqualTo(new[] { "AAA alpha 2001-01-02..2010-06-01", "AAA omega 2012-01-03.." }));
        Assert.That(lake.Lake.Manifest.Files(SecuritiesImport.Table), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Build_TwoClaimOneTicker_IsRedUntilAFileSettlesIt()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, Header + "AAA,alpha,2001-01-02,,Alpha,,\nAAA,omega,2012-01-03,,Omega,,\n");
        await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None);
        Assert.That(lake.Lake.Partitions.Coverage(SecuritiesTable.Name).Red, Is.EqualTo(1));
        Assert.That(ReferenceConflicts.Read(lake.Lake, "AAA")[0].Explanation,
            Does.Contain("alpha since 2001-01-02").And.Contain("omega since 2012-01-03"));
        lake.Time.Advance(TimeSpan.FromDays(1));
        await ImportAsync(lake, Header + "AAA,alpha,2001-01-02,2012-01-03,Alpha,,\nAAA,omega,2012-01-03,,Omega,,\n");
        await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None);
        var coverage = lake.Lake.Partitions.Coverage(SecuritiesTable.Name);
        Assert.That((coverage.Red, coverage.Green), Is.EqualTo((0L, 1L)));
        Assert.That(ReferenceConflicts.Read(lake.Lake), Is.Empty);
    }

    [Test]
    public async Task Build_Again_WritesNothing()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, Header + "AAA,alpha,2001-01-02,,Alpha,Energy,Oil\n");
        Assert.That(await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None),
            Does.Contain(SecuritiesTable.Name).And.Contain("reference/sectors").And.Contain(
                "reference/tick_size_regime"));
        Assert.That(await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None), Is.Empty);
    }

    [TestCase("name,sector\nAlpha,Energy\n", "no column 'symbol'", "own.csv, line 1, column symbol")]
    [TestCase("symbol,start_date\nAAA,2001-01-02\nBBB,02/01/2001\n",
        "'start_date' holds '02/01/2001', which is not a day", "own.csv, line 3, column start_date")]
    [TestCase("symbol,start_date,end_date\nAAA,2001-01-02,2001-01-02\n", "not a day after start_date",
        "own.csv, line 2, column end_date")]
    [TestCase("symbol,name\nAAA,\"Alpha\nBBB,x\n", "can't be read as CSV", "own.csv, line 2, column name")]
    [TestCase("symbol,name\nAAA,Alpha\nAAA,Beta\n", "stands there twice", "own.csv, line 3, column symbol")]
    [TestCase("symbol,start_date,end_date\nAAA,2024-10-01,2024-9-01\n", "not a day after start_date",
        "own.csv, line 2, column end_date")]
    [TestCase("symbol\n", "holds no line", "own.csv")]
    [TestCase("symbol,name\n,Alpha\n", "is empty", "own.csv, line 2, column symbol")]
    public void Import_BadFile_NamesTheLineAndImportsNothing(string text, string words, string place)
    {
        using var lake = new TemporaryLake();
        var refused = Assert.ThrowsAsync<TradeMLException>(() => ImportAsync(lake, text))!;
        Assert.That(refused.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(refused.Message, Does.Contain(words));
        Assert.That(refused.Place, Does.EndWith(place));
        Assert.That(lake.Lake.Manifest.Files(SecuritiesImport.Table), Is.Empty);
    }

    internal static async Task ImportAsync(TemporaryLake lake, string text, DateOnly? sectorsSince = null)
    {
        var path = Path.Combine(lake.Lake.Root, "own.csv");
        await File.WriteAllTextAsync(path, text);
        await SecuritiesImport.RunAsync(lake.Lake, path, sectorsSince, lake.Time);
    }

    private static async Task<IReadOnlyList<string>> SectorsAsync(TemporaryLake lake)
    {
        await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None);
        using var session = lake.Lake.OpenSession();
        session.Register("reference/sectors");
        return [
            .. session.Query(
                "SELECT symbol || ' ' || start_date || '..' || coalesce(end_date::VARCHAR, '') || ' ' || sector || "
                    + "'/' || coalesce(industry, '') FROM reference.sectors ORDER BY 1").Texts(0).Select(t => t!)];
    }

    private static async Task<IReadOnlyList<string>> SecuritiesAsync(TemporaryLake lake)
    {
        await ReferenceTables.BuildAsync(lake.Lake, new(), null, CancellationToken.None);
        using var session = lake.Lake.OpenSession();
        session.Register(SecuritiesTable.Name);
        return [.. SecuritiesTable.Read(session).SelectMany(g => g).Select(i => i.Basis == StartBasis.Declared
            ? $"{i.Symbol} {i.SecurityId} {i.Start:yyyy-MM-dd}..{i.End:yyyy-MM-dd}"
            : $"{i.Symbol} {(i.IsCommon ? "common" : "not common")}")];
    }
}
