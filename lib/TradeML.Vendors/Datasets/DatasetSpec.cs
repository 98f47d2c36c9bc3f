namespace TradeML.Vendors.Datasets;

/// <summary>One logical dataset: where its rows go, what a task of it names, and what makes it complete.</summary>
/// <param name="Name">Name in the queue, the stage and <c>endpoints.yml</c>, for example <c>equities_eod</c>.</param>
/// <param name="Table">Raw table that its rows belong to, for example <c>raw/equities_bars</c>.</param>
/// <param name="Key">What a task names.</param>
/// <param name="Rule">What it owes.</param>
public sealed record DatasetSpec(string Name, string Table, DatasetKey Key, CompletenessRule Rule)
{
    /// <summary>
    /// Length of a bar as it stands in the path (<c>freq=</c>): <c>1d</c>, <c>1m</c>, or null where there are no bars.
    /// </summary>
    public string? Frequency { get; init; }

    /// <summary>Most calendar days of one task; null means what <c>backfill.yml</c> says.</summary>
    public int? MaxDaysPerTask { get; init; }

    /// <summary>Days after which a <see cref="CompletenessRule.Standing"/> answer has to be asked for again.</summary>
    public int RefreshDays { get; init; } = 7;

    /// <summary>
    /// Whether a vendor can only say what is so now, so that a missed session cannot be fetched later.
    /// </summary>
    public bool SnapshotOnly { get; init; }

    /// <summary>
    /// Whether an answer is one whole (a list, a snapshot): any difference makes a new version of all of it.
    /// </summary>
    public bool IsList { get; init; }
}
