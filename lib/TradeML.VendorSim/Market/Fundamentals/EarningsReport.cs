namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>The announcement of a quarter's result.</summary>
internal sealed record EarningsReport
{
    /// <summary>Days before the announcement from which its true day is known.</summary>
    private const int ConfirmedDays = 14;

    /// <summary>Days before the announcement from which calendars show it.</summary>
    private const int ShownDays = 60;

    public required DateOnly PeriodEnd { get; init; }

    public required int FiscalYear { get; init; }

    public required int Quarter { get; init; }

    /// <summary>The day that calendars guess until two weeks before.</summary>
    public required DateOnly ExpectedDay { get; init; }

    /// <summary>Day of the announcement.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Instant of the announcement.</summary>
    public required DateTime AnnouncedUtc { get; init; }

    /// <summary>Whether it came before the open; otherwise after the close.</summary>
    public required bool BeforeOpen { get; init; }

    /// <summary>Dollars per diluted share as of the quarter.</summary>
    public required double EpsActual { get; init; }

    public required double EpsEstimate { get; init; }

    public required double RevenueActual { get; init; }

    public required double RevenueEstimate { get; init; }

    /// <summary>Whether the result is out.</summary>
    public bool IsOut(DateTime nowUtc) => AnnouncedUtc <= nowUtc;

    /// <summary>Whether calendars show it at all.</summary>
    public bool IsShown(DateTime nowUtc) => AnnouncedUtc.AddDays(-ShownDays) <= nowUtc;

    /// <summary>The day that calendars show.</summary>
    public DateOnly DayAt(DateTime nowUtc) => AnnouncedUtc.AddDays(-ConfirmedDays) <= nowUtc ? Day : ExpectedDay;
}
