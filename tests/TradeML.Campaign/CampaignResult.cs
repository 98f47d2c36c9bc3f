namespace TradeML.Campaign;

/// <summary>What a campaign found.</summary>
/// <param name="Kills">Power cuts.</param>
/// <param name="Stories">Lakes that went from empty to complete.</param>
/// <param name="Lives">Processes started.</param>
/// <param name="Faults">Everything that must never be, with the story that shows it.</param>
public sealed record CampaignResult(long Kills, int Stories, long Lives, IReadOnlyList<string> Faults);
