using System.Text;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// A CSV answer (RFC 4180) with a header line. A last line with fewer fields than the header means that the answer was
/// cut short.
/// </summary>
internal sealed class CsvPage
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an answer.</summary>
    /// <param name="vendor">The vendor's name, for messages.</param>
    /// <param name="body">UTF-8 text, complete.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <exception cref="Core.Errors.TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): a column is missing
    /// or the text is cut short.</exception>
    public CsvPage(string vendor, ReadOnlySpan<byte> body, params IReadOnlyList<string> required)
    {
        var text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        var lines = Split(text, out var open);
        Columns = lines.Count > 0 ? [.. lines[0].Fields.Select(f => f.Trim())] : [];
        for (var i = 0; i < Columns.Count; i++) columns.TryAdd(Columns[i], i);
        var missing = required.Where(r => !columns.ContainsKey(r)).ToList();
        if (missing.Count > 0) throw Bad(vendor, $"answered without the column {string.Join(", ", missing)}");
        Rows = [.. lines.Skip(1).Select(l => new CsvRow(this, l.Fields, l.Text))];
        if (open || (lines.Count > 1 && lines[^1].Fields.Count < Columns.Count))
            throw Bad(vendor, "sent a CSV that is cut short");
    }

    /// <summary>Names of the header line, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows below the header; empty lines are left out.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    internal int IndexOf(string column) => columns.GetValueOrDefault(column, -1);

    private static List<(List<string> Fields, string Text)> Split(string text, out bool open)
    {
        var lines = new List<(List<string>, string)>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (quoted, start) = (false, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c == ',') Next(fields, field);
            else if (c == '\n')
            {
                var line = text[start..Math.Min(i, text.Length)].TrimEnd('\r');
                if (field.Length > 0 && field[^1] == '\r') field.Length--;
                Next(fields, field);
                if (line.Length > 0) lines.Add((fields, line));
                (fields, start) = ([], i + 1);
            }
            else field.Append(c);
        }

        open = quoted;
        return lines;
    }

    private static void Next(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }

    private static Core.Errors.TradeMLException Bad(string vendor, string what) =>
        VendorFaultException.Wrap(VendorFault.BadReply, $"{vendor} {what}.", null, "Try again later.");
}
