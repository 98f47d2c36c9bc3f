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
            tx.Execute("DELETE FROM session");
            var rows = Enumerable.Range(0, calendar.SessionCount).Select(i => calendar[i]).Select(session => new object[]
            {
                UnixDay.From(session.Date), session.Date.ToString("yyyy-MM-dd"), (int)(session.CloseUtc - session.OpenUtc).TotalMinutes,
            });
            tx.Execute(
                """
                INSERT INTO session (day, date, minutes)
                SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(@rows)
                """, new { rows = JsonSerializer.Serialize(rows) });
        });
    }
}
