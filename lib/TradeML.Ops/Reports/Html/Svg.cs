using System.Globalization;
using System.Net;
using System.Text;

namespace TradeML.Ops.Reports.Html;

/// <summary>
/// A growing SVG picture; coordinates are rounded to a tenth, so that its text is short and the same everywhere.
/// </summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    internal Svg(int width, int height, string cssClass, string label, string attributes = "")
    {
        Width = width;
        Height = height;
        Add(
            $"<svg class=\"{cssClass}\" viewBox=\"0 0 {width} {height}\" role=\"img\" "
                + $"aria-label=\"{WebUtility.HtmlEncode(label)}\"{attributes}>");
    }

    internal int Width { get; }

    internal int Height { get; }

    internal void Line(double x1, double y1, double x2, double y2, string cssClass) =>
        Add($"<line class=\"{cssClass}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    internal void Rect(double x, double y, double width, double height, string cssClass, string? title = null) =>
        Add(
            $"<rect class=\"{cssClass}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(width, 0))}\" "
                + $"height=\"{N(Math.Max(height, 0))}\" rx=\"1.5\">{Title(title)}</rect>");

    internal void Dot(double x, double y, double radius, string cssClass, string? title = null) =>
        Add($"<circle class=\"{cssClass}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\">{Title(title)}</circle>");

    internal void Text(double x, double y, string value, string anchor = "start", string cssClass = "") =>
        Add(
            $"<text x=\"{N(x)}\" y=\"{N(y)}\" "
                + $"text-anchor=\"{anchor}\"{(cssClass.Length == 0 ? "" : $" class=\"{cssClass}\"")}"
                + $">{WebUtility.HtmlEncode(value)}</text>");

    internal void Path(IEnumerable<(double X, double Y)> points, string cssClass, bool close = false)
    {
        var data = new StringBuilder();
        foreach (var (x, y) in points) data.Append(data.Length == 0 ? 'M' : 'L').Append(N(x)).Append(' ').Append(N(y));
        Add($"<path class=\"{cssClass}\" d=\"{data}{(close ? "Z" : "")}\"/>");
    }

    public override string ToString() => text + "</svg>\n";

    private static string Title(string? title) => title is null ? "" : $"<title>{WebUtility.HtmlEncode(title)}</title>";

    private static string N(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private void Add(string element) => text.Append(element).Append('\n');
}
