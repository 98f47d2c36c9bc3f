namespace TradeML.Vendors.Http;

/// <summary>
/// What an answer of a vendor looks like, and how this vendor says no where the status alone does not tell.
/// </summary>
public sealed record ReplyRules
{
    /// <summary>JSON, judged by the status alone.</summary>
    public static ReplyRules Json { get; } = new();

    /// <summary>Text such as CSV, judged by the status alone.</summary>
    public static ReplyRules Text { get; } = new()
    {
        Format = ReplyFormat.Text,
        Accept = "text/csv, text/plain, */*;q=0.5"
    };

    /// <summary>What a sound answer is made of. Default <see cref="ReplyFormat.Json"/>.</summary>
    public ReplyFormat Format { get; init; } = ReplyFormat.Json;

    /// <summary>The Accept header. Default <c>application/json</c>.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Looks at every answer, a 200 too, before it is parsed; null leaves all to the status.</summary>
    public ReplyJudge? Judge { get; init; }
}
