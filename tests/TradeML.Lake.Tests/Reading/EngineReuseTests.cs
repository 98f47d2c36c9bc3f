using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Reading;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Reading;

/// <summary>Sessions one after the other use the same DuckDB: nothing of one may be seen by the next.</summary>
public sealed class EngineReuseTests
{
    private TemporaryLake temporary = null!;

    [SetUp]
    public void Open() => temporary = new TemporaryLake();

    [TearDown]
    public void Close() => temporary.Dispose();

    [TestCase("CREATE TABLE left_over AS SELECT 1 AS x", "FROM left_over")]
    [TestCase("CREATE TEMP TABLE left_over AS SELECT 1 AS x", "FROM left_over")]
    [TestCase("CREATE SCHEMA raw; CREATE VIEW raw.left_over AS SELECT 1 AS x", "FROM raw.left_over")]
    [TestCase("CREATE MACRO left_over() AS 1", "SELECT left_over()")]
    public void Session_AfterAnother_SeesNothingThatItMade(string made, string asked)
    {
        using (var first = temporary.Lake.OpenSession())
        {
            first.Execute(made);
            Assert.That(first.Query(asked).RowCount, Is.EqualTo(1));
        }

        using var second = temporary.Lake.OpenSession();
        Assert.That(() => second.Query(asked), Throws.TypeOf<TradeMLException>());
    }

    [TestCase("SET threads = 1", "threads")]
    [TestCase("SET memory_limit = '100MiB'", "memory_limit")]
    [TestCase("SET TimeZone = 'America/New_York'", "TimeZone")]
    [TestCase("SET GLOBAL TimeZone = 'America/New_York'", "TimeZone")]
    [TestCase("SET preserve_insertion_order = false", "preserve_insertion_order")]
    public void Session_AfterOneThatChangedASetting_HasTheLakesOwn(string changed, string setting)
    {
        var before = Setting(setting);
        using (var session = temporary.Lake.OpenSession())
        {
            session.Execute(changed);
            Assert.That(Value(session, setting), Is.Not.EqualTo(before));
        }

        Assert.That(Setting(setting), Is.EqualTo(before));
    }

    [Test]
    public void Sessions_SideBySide_DoNotSeeEachOther()
    {
        using var first = temporary.Lake.OpenSession();
        using var second = temporary.Lake.OpenSession();
        first.Execute("CREATE TABLE mine AS SELECT 1 AS x");
        second.Execute("CREATE TABLE mine AS SELECT 2 AS x");
        Assert.That((first.Query("FROM mine").Longs(0)[0], second.Query("FROM mine").Longs(0)[0]), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Session_AfterAFailedStatement_Works()
    {
        using (var first = temporary.Lake.OpenSession())
            Assert.That(() => first.Query("SELECT error('no')"), Throws.TypeOf<TradeMLException>());
        using var second = temporary.Lake.OpenSession();
        Assert.That(second.Query("SELECT 1").Longs(0), Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public void ReleaseMemory_BetweenUses_LeavesTheLakeUsable()
    {
        using (var session = temporary.Lake.OpenSession()) session.Query("SELECT 1");
        temporary.Lake.ReleaseMemory();
        using var next = temporary.Lake.OpenSession();
        Assert.Multiple(() =>
        {
            Assert.That(next.Query("SELECT 1").RowCount, Is.EqualTo(1));
            Assert.That(temporary.Lake.Manifest.All(), Is.Empty);
            Assert.That(temporary.Lake.Control.Write(tx => tx.Execute("DELETE FROM retired_file")), Is.Zero);
        });
    }

    private string Setting(string name)
    {
        using var session = temporary.Lake.OpenSession();
        return Value(session, name);
    }

    private static string Value(DuckSession session, string name) =>
        session.Query($"SELECT CAST(current_setting('{name}') AS VARCHAR)").Texts(0)[0]!;
}
