using System.Text;

namespace TradeML.VendorSim.Market;

/// <summary>Founds the companies of a simulated market.</summary>
internal static class SecurityFactory
{
    public static readonly string[] Sectors =
    [
        "Energy", "Materials", "Industrials", "Consumer Discretionary", "Consumer Staples", "Health Care", "Financials",
        "Information Technology",
        "Communication Services", "Utilities", "Real Estate",
    ];

    private const int ShortestLife = 300;
    private static readonly string[] Heads = ["Al", "Bor", "Cal", "Dor", "El", "Fen", "Gar", "Hol", "In", "Jor", "Kel",
        "Lor", "Mar", "Nor", "Or", "Pel", "Quin", "Ros", "Sol", "Tor", "Ul", "Var", "Wes", "Xan", "Yor", "Zel"];
    private static readonly string[] Tails = ["ta", "ven", "mond", "ric", "den", "lia", "port", "gate", "win", "sten",
        "dra", "max", "nex", "field", "ton", "bria"];
    private static readonly string[] Kinds = ["Energy", "Materials", "Industries", "Stores", "Foods", "Health",
        "Financial", "Systems", "Media", "Power", "Properties"];

    /// <summary>All companies, ordered by newest symbol.</summary>
    public static List<SecurityProfile> Create(MarketConfig config, int sessions)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var profiles = new List<SecurityProfile>(config.Symbols);
        for (var i = 0; i < config.Symbols; i++)
            profiles.Add(One(config, i, sessions, new SimulationRandom(config.Seed, 1_000_000 + i), taken));
        profiles.Sort((a, b) => string.CompareOrdinal(a.Symbol, b.Symbol));
        return profiles;
    }

    private static SecurityProfile One(
        MarketConfig config, int i, int sessions, SimulationRandom random, HashSet<string> taken)
    {
        var sector = random.Below(Sectors.Length);
        var name = $"{Heads[random.Below(Heads.Length)]}{Tails[random.Below(Tails.Length)]} {Kinds[sector]}";
        var symbol = Ticker(name, i % 40 == 17, random, taken);
        var late = (i * 0.6180339887) % 1 >= config.ListedAtStart;
        var first = late && sessions > ShortestLife ? random.Below(sessions - ShortestLife) : 0;
        var life = config.DelistingsPerYear <= 0
            ? double.MaxValue
            : ShortestLife + (-Math.Log(random.Uniform()) / config.DelistingsPerYear * 252);
        var delists = first + life < sessions - 1;
        var last = delists ? first + (int)life : sessions - 1;
        var merger = random.Uniform() < 0.7;
        var renamed = random.Uniform() < 0.05 && last - first > 2 * ShortestLife
            ? first + ShortestLife + random.Below(last - first - ShortestLife)
            : -1;
        var volatility = 0.0135 * Math.Exp(0.28 * random.Normal());
        return new SecurityProfile
        {
            Symbol = symbol,
            FormerSymbol = renamed > 0 ? Ticker(name, false, random, taken) : null,
            Name = name + (random.Uniform() < 0.7 ? " Inc." : " Corp."),
            Exchange = random.Uniform() < 0.45 ? "NASDAQ" : random.Uniform() < 0.95 ? "NYSE" : "AMEX",
            Sector = sector,
            First = first,
            Last = last,
            Delists = delists,
            Merger = merger,
            EndBegins = delists ? last - (merger ? 25 + random.Below(60) : 120) : int.MaxValue,
            Renamed = renamed,
            Beta = Math.Clamp(1 + (0.25 * random.Normal()), 0.3, 1.9),
            Size = random.Normal(),
            Value = random.Normal(),
            Volatility = volatility,
            FirstPrice = 42 * Math.Exp(0.5 * random.Normal()),
            DollarVolume = 4e7 * Math.Exp(1.1 * random.Normal()),
            Yield = random.Uniform() < 0.62 ? random.Uniform(0.008, 0.042) : 0,
            DividendMonth = random.Below(3),
            DividendDay = 3 + random.Below(23),
            SplitAbove = 80 * Math.Exp(Math.Abs(0.6 * random.Normal())),
        };
    }

    /// <summary>A free ticker of three or four letters that begins like the name.</summary>
    private static string Ticker(string name, bool classShare, SimulationRandom random, HashSet<string> taken)
    {
        while (true)
        {
            var text = new StringBuilder(6).Append(char.ToUpperInvariant(name[0]));
            var length = random.Uniform() < 0.6 ? 3 : 4;
            while (text.Length < length) text.Append((char)('A' + random.Below(26)));
            if (classShare) text.Append(".B");
            if (taken.Add(text.ToString())) return text.ToString();
        }
    }
}
