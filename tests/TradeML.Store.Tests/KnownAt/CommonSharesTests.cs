using NUnit.Framework;
using TradeML.Lake.Writing;
using TradeML.Store.KnownAt;
using TradeML.Testing;

namespace TradeML.Store.Tests.KnownAt;

public sealed class CommonSharesTests
{
    private static readonly DateOnly Start = new(2020, 1, 2), End = new(2021, 1, 1);
    private static readonly string[] Symbols = ["AAPL", "NEW", "ONCE", "SPY"];

    [Test]
    public async Task Among_SymbolsThatWereNoCommonShareInTheWindow_AreLeftOut()
    {
        using var lake = new TemporaryLake();
        Assert.That(CommonShares.Among(lake.Lake, Symbols, Start, End), Is.EqualTo(Symbols),
            "without the table nothing is known");
        var table = lake.Lake.Contracts["reference/universe"];
        using var session = lake.Lake.OpenSession();
        await lake.Lake.Writer.WriteQueryAsync(
            new LakeFileSpec { Table = table, Stem = "part", Partition = [("year", "2020")], Supersedes = true },
            session,
            """
            SELECT date::DATE AS date, symbol, NULL::VARCHAR AS security_id, false AS eligible, is_common,
                true AS listed, true AS price_ok, true AS liquidity_ok,
                   1.0::DOUBLE AS adv_usd, NULL::VARCHAR AS sector, 'HISTORY' AS reason,
                       TIMESTAMPTZ '2020-01-02 21:00:00+00' AS known_at
            FROM (VALUES ('2020-01-02', 'AAPL', true), ('2020-01-02', 'ONCE', false), ('2020-01-02', 'SPY', false),
                ('2020-06-01', 'ONCE', true)) v(date, symbol, is_common)
            ORDER BY date, symbol
            """);
        Assert.That(CommonShares.Among(lake.Lake, Symbols, Start, End), Is.EqualTo(new[] { "AAPL", "NEW", "ONCE" }));
        Assert.That(CommonShares.Among(lake.Lake, Symbols, Start, new DateOnly(2020, 2, 1)),
            Is.EqualTo(new[] { "AAPL", "NEW" }), "what comes later is not known");
    }
}
