namespace TradeML.Data.Ingest.Routing;

/// <summary>A vendor as <c>ata vendors list</c> shows it.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="KeysSet">Whether the keys that it needs are set.</param>
/// <param name="MissingKey">The first variable that is not set, or null.</param>
/// <param name="Datasets">Datasets of the registry.</param>
/// <param name="RequestsPerMinute">Rate in force, learned limits included.</param>
/// <param name="ConfiguredPerMinute">Rate of the registry.</param>
/// <param name="Used">Requests spent since the reset.</param>
/// <param name="DailyCap">Requests a day.</param>
/// <param name="ResetsAt">When the day's count starts anew (UTC); null for a vendor without keys.</param>
/// <param name="FrozenUntil">Left alone until then (UTC), or null.</param>
/// <param name="Refused">Datasets that the plan does not cover.</param>
/// <param name="VerifiedOn">The day on which the oldest of its limits was read in its documents.</param>
/// <param name="Events">What changed its budget lately, newest first.</param>
public sealed record VendorStatus(
    string Vendor, bool KeysSet, string? MissingKey, IReadOnlyList<string> Datasets, double RequestsPerMinute,
    double ConfiguredPerMinute, long Used, long DailyCap,
    DateTimeOffset? ResetsAt, DateTimeOffset? FrozenUntil, IReadOnlyList<string> Refused, DateOnly VerifiedOn,
    IReadOnlyList<string> Events);
