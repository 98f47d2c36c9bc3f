namespace TradeML.Vendors.Http;

/// <summary>What a sound answer is made of.</summary>
public enum ReplyFormat
{
    /// <summary>A JSON object or array; another content type is a broken answer.</summary>
    Json,

    /// <summary>Text such as CSV; an HTML page is a broken answer.</summary>
    Text,
}
