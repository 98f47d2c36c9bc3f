namespace TradeML.Data.Tests.Quality;

/// <summary>Days of the shared price file whose defect is known by name, and real days that look like one.</summary>
public static class DefectCorpus
{
    /// <summary>Defect type, symbol, day.</summary>
    public static readonly IReadOnlyList<(string Type, string Symbol, DateOnly Day)> Defects =
    [
        .. Of("missing split", "AJG 2000-03-16", "WST 2004-09-30", "ANTM 2005-06-02", "TRMB 2007-02-26",
            "TMUS 2013-05-01"),
        .. Of("false split", "ANTM 2002-03-18", "GNRC 2010-02-12"),
        .. Of("spliced price", "ANTM 2001-10-30"),
        .. Of("spliced volume", "CMCSA 2002-11-18", "DXC 2017-04-03"),
        .. Of(
            "distribution without a price drop", "MCO 2000-10-03", "HST 2004-03-29", "ABT 2004-05-03", "MGM 2004-05-18",
            "TEL 2014-05-15", "FMC 2019-02-22",
            "ED 2009-04-13", "KIM 2009-04-02", "GRMN 2008-11-26"),
        .. Of("spin-off counted twice", "SO 2001-04-03", "MET 2017-08-07", "RTX 2020-04-03", "ABT 2004-05-03"),
        .. Of("spin-off not recorded", "FMC 2002-01-02", "MSI 2011-01-04", "DD 2019-06-03"),
        .. Of("share exchange not recorded", "DD 2017-09-01"),
        .. Of("bad single bar", "CMCSA 2004-08-02", "IRM 2006-02-02"),
        .. Of(
            "bad high or low", "AIZ 2007-04-16", "ARE 2009-02-27", "ARE 2009-03-19", "ALK 2003-07-14", "BAX 2002-10-02",
            "EMR 2000-09-25", "ETR 2005-10-25",
            "DHI 2003-07-22", "TXN 2004-03-01", "T 2003-05-15", "MO 2002-06-27"),
    ];

    /// <summary>Real moves and entries that no check may delete.</summary>
    public static readonly IReadOnlyList<(string Type, string Symbol, DateOnly Day)> Real =
        Of("real", "AAPL 2000-09-29", "BIIB 2005-02-28", "AIG 2008-09-15", "REGN 2003-03-31", "APA 2020-03-09",
            "OXY 2020-03-09", "UAL 2008-09-08", "BRK.B 2010-01-22");

    private static (string Type, string Symbol, DateOnly Day)[] Of(string type, params string[] days) =>
        [.. days.Select(d => d.Split(' ')).Select(d => (type, d[0], DateOnly.Parse(d[1])))];
}
