using TradeML.Core.Time;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Market;

/// <summary>Runs a simulated market session by session.</summary>
internal static class MarketSimulation
{
    public static SimulatedMarket Run(MarketConfig config, ExchangeCalendar calendar)
    {
        var firstSession = calendar.IndexAtOrAfter(config.Start);
        var sessions = calendar.IndexAtOrBefore(config.End) - firstSession + 1;
        var profiles = SecurityFactory.Create(config, sessions);
        var starts = new int[profiles.Count + 1];
        for (var i = 0; i < profiles.Count; i++) starts[i + 1] = starts[i] + profiles[i].Last - profiles[i].First + 1;
        var columns = NewColumns(starts[^1]);
        var truth = NewTruth(starts[^1]);
        var actions = new List<CorporateAction>();
        var paths = new SecurityPath[profiles.Count];
        var books = new ActionBook[profiles.Count];
        for (var i = 0; i < profiles.Count; i++)
        {
            paths[i] = new SecurityPath(profiles[i], new SimulationRandom(config.Seed, 2_000_000 + i));
            books[i] = new ActionBook(profiles[i], i, calendar, firstSession,
                new SimulationRandom(config.Seed, 3_000_000 + i), actions);
        }

        var factors = new FactorReturns(config.Seed, SecurityFactory.Sectors.Length);
        var signal = new PlantedSignal(config.PlantedIc, profiles.Count);
        var volatilities = profiles.Select(profile => profile.Volatility).ToArray();
        for (var session = 0; session < sessions; session++)
        {
            var trading = calendar[firstSession + session];
            var lastOfMonth = calendar[Math.Min(calendar.SessionCount - 1, firstSession + session + 1)].Date.Month
                != trading.Date.Month;
            var volumeFactor = VolumeShape.OfDay(trading.Date,
                lastOfMonth) * (trading.EarlyClose ? VolumeShape.EarlyClose : 1);
            factors.Next();
            var day = trading.Date.DayNumber;
            for (var i = 0; i < paths.Length; i++)
            {
                var profile = profiles[i];
                if (session < profile.First || session > profile.Last) continue;
                var (path, book) = (paths[i], books[i]);
                book.Morning(session, path.Close);
                path.Step(session, factors, signal.Expected(i, volatilities[i]), book.Ratio, book.Cash, volumeFactor);
                book.Announce(session, path.ConsiderSplit(session));
                volatilities[i] = path.Volatility;
                var row = starts[i] + session - profile.First;
                Write(columns, row, day, path);
                truth.IdiosyncraticVolatility[row] = (float)path.Volatility;
                truth.Jump[row] = path.Jumped;
                if (session == profile.Last) book.End(path.Close);
            }

            signal.Begin();
            for (var i = 0; i < paths.Length; i++)
            {
                if (session >= profiles[i].First && session <= profiles[i].Last)
                    signal.Add(i, paths[i].Return5, paths[i].Return126, paths[i].Volatility60, paths[i].Gap);
            }

            signal.Finish();
            for (var i = 0; i < paths.Length; i++)
            {
                if (session < profiles[i].First || session > profiles[i].Last) continue;
                var row = starts[i] + session - profiles[i].First;
                truth.Signal[row] = (float)signal.Signal(i);
                truth.ExpectedNextReturn[row] = (float)signal.Expected(i, volatilities[i]);
            }
        }

        actions.Sort(CorporateActionOrder.Compare);
        var securities = profiles.Select((profile, i) => Describe(profile, i, calendar, firstSession)).ToArray();
        return new SimulatedMarket(config, securities, columns, starts, actions, truth);
    }

    private static Security Describe(SecurityProfile profile, int index, ExchangeCalendar calendar, int firstSession)
    {
        var listed = calendar[firstSession + profile.First].Date;
        Ticker[] tickers = profile.Renamed < 0
            ? [new Ticker(profile.Symbol, listed, null)]
            :
            [
                new Ticker(profile.FormerSymbol!, listed, calendar[firstSession + profile.Renamed].Date.AddDays(-1)),
                new Ticker(profile.Symbol, calendar[firstSession + profile.Renamed].Date, null),
            ];
        return new Security(
            index, StableId.Of($"{profile.Name}|{profile.Symbol}|{listed:yyyy-MM-dd}"), profile.Symbol, profile.Name,
            profile.Exchange,
            SecurityFactory.Sectors[profile.Sector], listed,
            profile.Delists ? calendar[firstSession + profile.Last].Date : null, tickers);
    }

    private static void Write(BarColumns columns, int row, int day, SecurityPath path)
    {
        columns.Day[row] = day;
        columns.Open[row] = path.Open;
        columns.High[row] = path.High;
        columns.Low[row] = path.Low;
        columns.Close[row] = path.Close;
        columns.Volume[row] = path.Volume;
        columns.Vwap![row] = path.Vwap;
        columns.Trades![row] = path.Trades;
    }

    private static BarColumns NewColumns(int rows) => new()
    {
        Day = new int[rows],
        Open = new double[rows],
        High = new double[rows],
        Low = new double[rows],
        Close = new double[rows],
        Volume = new long[rows],
        Vwap = new double[rows],
        Trades = new int[rows],
    };

    private static MarketTruth NewTruth(int rows) => new()
    {
        Signal = new float[rows],
        ExpectedNextReturn = new float[rows],
        IdiosyncraticVolatility = new float[rows],
        Jump = new bool[rows],
    };
}
