using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>One dataset at one vendor, with the limits it must be asked within.</summary>
public sealed class EndpointEntry
{
    /// <summary>Logical dataset, for example <c>equities_eod</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>Vendor, for example <c>alpaca</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>Path or function name of the vendor's API.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Hard limit in requests per minute.</summary>
    [Between(1, 1_000_000)]
    public required int HardRpm { get; init; }

    /// <summary>Requests per day that are not exceeded.</summary>
    [Between(1, 1_000_000_000)]
    public required int SoftDailyCap { get; init; }

    /// <summary>Requests that may go out at once.</summary>
    [Between(1, 100_000)]
    public required int BurstLimit { get; init; }

    /// <summary>Preference among the vendors of a dataset; smaller is asked first.</summary>
    [Between(0, 1000)]
    public required int Priority { get; init; }

    /// <summary>Day on which the limits were last read in the vendor's documentation.</summary>
    public required DateOnly VerifiedOn { get; init; }

    /// <summary>Time of day in UTC at which the vendor's daily count starts anew. Default 00:00.</summary>
    public TimeOnly DailyResetUtc { get; init; }

    /// <summary>Days back from today that the plan covers; null means all history. Default null.</summary>
    [Between(1, 40_000)]
    public int? HistoryDays { get; init; }

    /// <summary>
    /// Vendor whose budget the entry spends, when it is not its own: one service under two names. Default null.
    /// </summary>
    public string? BudgetOf { get; init; }

    /// <summary>Whether no other vendor here covers the dataset. Default false.</summary>
    public bool Unique { get; init; }

    /// <summary>Names of the environment variables that hold the keys it needs. Default none.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Caveats, in words.</summary>
    public string Notes { get; init; } = "";
}
