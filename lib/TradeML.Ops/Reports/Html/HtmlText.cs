using System.Net;

namespace TradeML.Ops.Reports.Html;

/// <summary>Text for the page: encoded, and with the typographer's minus.</summary>
internal static class HtmlText
{
    internal static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    internal static string Minus(string number) => number.StartsWith('-') ? "−" + number[1..] : number;

    internal static string Percent(double value, int decimals = 2) => Minus(NumberText.Percent(value, decimals));

    internal static string Ratio(double value, int decimals = 2) => Minus(NumberText.Ratio(value, decimals));
}
