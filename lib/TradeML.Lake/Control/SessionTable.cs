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
            var insert = tx.Prepare("INSERT INTO session (day, date, minutes) VALUES (@day, @date, @minutes)", "@day", "@date", "@minutes");
            for (var i = 0; i < calendar.SessionCount; i++)
            {
                var session = calendar[i];
                insert.Execute(
                    UnixDay.From(session.Date), session.Date.ToString("yyyy-MM-dd"), (int)(session.CloseUtc - session.OpenUtc).TotalMinutes);
            }
        });
    }
}
