using System.Text.Json;
using TradeML.Core.Time;

namespace TradeML.Lake.Control;

/// <summary>Fills the control store's table of sessions from the exchange calendar.</summary>
internal static class SessionTable
{
    public static void Fill(ControlStore store)
    {
        var calendar = ExchangeCalendar.Xnys;
        if (store.Read(r => r.Scalar<long>("SELECT COUNT(*) FROM session")) == calendar.SessionCount) return;
        store.Write(tx =>
        {
            tx.LockShared();
            tx.Execute("DELETE FROM session");
            var rows = Enumerable.Range(0, calendar.SessionCount).Select(i => calendar[i])
                .Select(session => new object[]
            {
                UnixDay.From(session.Date), session.Date.ToString("yyyy-MM-dd"),
                (int)(session.CloseUtc - session.OpenUtc).TotalMinutes,
            });
            tx.Execute(
                $"""
                INSERT INTO session (day, date, minutes)
                SELECT CAST(value ->> 0 AS BIGINT), value ->> 1, CAST(value ->> 2 AS BIGINT)
                    FROM {tx.Dialect.Elements("@rows")}
                """, new { rows = JsonSerializer.Serialize(rows) });
        });
    }
}
