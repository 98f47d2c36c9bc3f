namespace TradeML.VendorSim.Market.Macro;

/// <summary>What a macro series is, when it is published and how it is revised.</summary>
internal sealed record MacroDefinition
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Units { get; init; }

    public required string UnitsShort { get; init; }

    /// <summary>Daily, Monthly or Quarterly.</summary>
    public required string Frequency { get; init; }

    public bool SeasonallyAdjusted { get; init; }

    /// <summary>Digits after the point.</summary>
    public required int Decimals { get; init; }

    /// <summary>First vintage: what was released before is known from this day. An open day.</summary>
    public required DateOnly LoadedOn { get; init; }

    /// <summary>Time of release, New York.</summary>
    public required TimeOnly ReleasedAt { get; init; }

    /// <summary>Day of first release of the period that begins on a day.</summary>
    public Func<DateOnly, DateOnly> ReleaseDay { get; init; } = day => BusinessDays.Next(day);

    /// <summary>Later releases that each revise an observation once.</summary>
    public int NextReleases { get; init; }

    /// <summary>Deviation of the first value from the last: relative for levels, absolute for rates.</summary>
    public double FirstError { get; init; }

    /// <summary>Years for which the yearly revision reaches back; 0 for none.</summary>
    public int YearlyReach { get; init; }

    /// <summary>Month of the period whose release brings the yearly revision.</summary>
    public int YearlyMonth { get; init; }

    /// <summary>Deviation that a yearly revision removes, as <see cref="FirstError"/>.</summary>
    public double YearlyError { get; init; }

    /// <summary>Whether it is a level (errors are relative) or a rate.</summary>
    public bool IsLevel { get; init; }

    /// <summary>Months of a period.</summary>
    public int Months => Frequency == "Quarterly" ? 3 : 1;
}
