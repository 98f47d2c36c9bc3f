namespace TradeML.Data.Ingest.Routing;

/// <summary>What a vendor answered to one cheap question.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answered">Whether it answered.</param>
/// <param name="Milliseconds">From the question to the verdict, waits for the budget and retries included.</param>
/// <param name="Requests">Requests that it spent.</param>
/// <param name="Verdict">A sentence.</param>
public sealed record ProbeAnswer(
    string Vendor, string Question, bool Answered, double Milliseconds, long Requests, string Verdict);
