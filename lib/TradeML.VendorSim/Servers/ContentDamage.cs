using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>
/// Carries out the faults of the content on any vendor's finished answer, as far as its protocol has not done so: rows
/// twice or reversed, undocumented fields, a row with impossible values. Rows are a list of objects, a map of objects
/// (which cannot have one twice), parallel arrays, or the lines of a CSV after the first.
/// </summary>
internal static class ContentDamage
{
    public static void Apply(Reply reply, Fault fault, IReadOnlyList<string> valueFields)
    {
        var needed = fault.Kind switch
        {
            FaultKind.DuplicatedPage or FaultKind.ReorderedRows => !reply.PagingFaultDone,
            FaultKind.UnknownFields or FaultKind.AbsurdPrices => !reply.ContentFaultDone,
            _ => false,
        };
        if (!needed) return;
        if (reply.ContentType.Contains("json", StringComparison.Ordinal)) ApplyJson(reply, fault, valueFields);
        else if (!reply.ContentType.StartsWith(Reply.Html, StringComparison.Ordinal)) ApplyLines(reply, fault);
    }

    /// <summary>The four impossible values, as JSON.</summary>
    public static JsonNode Absurd(int variation, double value) => (variation / 7 % 4) switch
    {
        0 => JsonValue.Create("NaN"),
        1 => JsonValue.Create(value == 0 ? -1 : -Math.Abs(value)),
        2 => JsonValue.Create(0),
        _ => JsonValue.Create(1e9),
    };

    private static void ApplyJson(Reply reply, Fault fault, IReadOnlyList<string> valueFields)
    {
        var root = JsonNode.Parse(reply.Body.WrittenSpan);
        if (root is null) return;
        if (Rows(root).OrderByDescending(rows => rows.Count).FirstOrDefault() is { } list)
        {
            switch (fault.Kind)
            {
                case FaultKind.DuplicatedPage:
                    Replace(list, list.SelectMany(row => new[] { row, row }).ToList()); break;
                case FaultKind.ReorderedRows: Replace(list, list.Reverse().ToList()); break;
                case FaultKind.UnknownFields:
                    foreach (var row in list.OfType<JsonObject>()) row["xq"] = "field nobody documented";
                    break;
                default: SpoilOne([.. list.OfType<JsonObject>()], fault, valueFields); break;
            }
        }
        else if (Columns(root) is { } columns)
        {
            DamageColumns(columns, fault, valueFields);
        }
        else if (Map(root) is { } map)
        {
            var rows = map.Select(member => (JsonObject)member.Value!).ToList();
            if (fault.Kind == FaultKind.UnknownFields) rows.ForEach(row => row["xq"] = "field nobody documented");
            else if (fault.Kind == FaultKind.AbsurdPrices) SpoilOne(rows, fault, valueFields);
            else if (fault.Kind == FaultKind.ReorderedRows) Reverse(map);
        }

        if (fault.Kind == FaultKind.UnknownFields && root is JsonObject top)
            top["server_note"] = "field nobody documented";
        reply.Body.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(reply.Body);
        root.WriteTo(writer);
    }

    private static void DamageColumns(List<JsonArray> columns, Fault fault, IReadOnlyList<string> valueFields)
    {
        switch (fault.Kind)
        {
            case FaultKind.DuplicatedPage:
                foreach (var column in columns)
                    Replace(column, column.SelectMany(cell => new[] { cell, cell }).ToList());
                break;
            case FaultKind.ReorderedRows:
                foreach (var column in columns) Replace(column, column.Reverse().ToList());
                break;
            case FaultKind.AbsurdPrices:
                var target = columns.Find(column => valueFields.Contains(column.GetPropertyName())) ?? columns[0];
                var at = fault.Variation % target.Count;
                target[at] = Absurd(fault.Variation, Number(target[at]));
                break;
        }
    }

    private static void ApplyLines(Reply reply, Fault fault)
    {
        var lines = Encoding.UTF8.GetString(reply.Body.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2) return;
        IEnumerable<string> rows = lines[1..];
        var header = lines[0];
        switch (fault.Kind)
        {
            case FaultKind.DuplicatedPage: rows = rows.SelectMany(row => new[] { row, row }); break;
            case FaultKind.ReorderedRows: rows = rows.Reverse(); break;
            case FaultKind.UnknownFields:
                header = $"{header.TrimEnd('\r')},xq";
                rows = rows.Select(row => $"{row.TrimEnd('\r')},field nobody documented");
                break;
            default:
                var odd = fault.Variation % (lines.Length - 1);
                rows = rows
                    .Select((row, i) =>
                        i != odd
                            ? row
                            : $"{row[..row.LastIndexOf(',')]},{Absurd(fault.Variation, 1).ToJsonString().Trim('"')}");
                break;
        }

        var text = string.Join('\n', rows.Prepend(header)) + "\n";
        reply.Body.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, reply.Body);
    }

    /// <summary>Spoils the row that the fault draws, or the next one that has a value.</summary>
    private static void SpoilOne(List<JsonObject> rows, Fault fault, IReadOnlyList<string> valueFields)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[(fault.Variation + i) % rows.Count];
            var name = valueFields.FirstOrDefault(row.ContainsKey)
                ?? row
                    .FirstOrDefault(member =>
                        member.Value is JsonValue cell && cell.GetValueKind() == JsonValueKind.Number).Key;
            if (name is null) continue;
            var odd = Absurd(fault.Variation, Number(row[name]));
            var isText = row[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String;
            row[name] = isText ? odd.ToJsonString().Trim('"') : odd;
            return;
        }
    }

    private static void Reverse(JsonObject map)
    {
        var members = map.Reverse().Select(member => (member.Key, Value: member.Value?.DeepClone())).ToList();
        map.Clear();
        foreach (var (name, value) in members) map.Add(name, value);
    }

    private static double Number(JsonNode? cell) =>
        cell is JsonValue
            && double.TryParse(cell.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : 1;

    private static void Replace(JsonArray list, List<JsonNode?> rows)
    {
        var copies = rows.ConvertAll(row => row?.DeepClone());
        list.Clear();
        foreach (var row in copies) list.Add(row);
    }

    /// <summary>All lists of objects.</summary>
    private static IEnumerable<JsonArray> Rows(JsonNode node)
    {
        if (node is JsonArray { Count: > 0 } list && list.All(row => row is JsonObject)) yield return list;
        else if (node is JsonObject members)
        {
            foreach (var member in members)
            {
                if (member.Value is null) continue;
                foreach (var rows in Rows(member.Value)) yield return rows;
            }
        }
    }

    /// <summary>The longest set of parallel arrays of plain values.</summary>
    private static List<JsonArray>? Columns(JsonNode node)
    {
        if (node is not JsonObject members) return null;
        var own = members.Select(member => member.Value).OfType<JsonArray>()
            .Where(list => list.Count > 0 && list.All(cell => cell is JsonValue or null)).ToList();
        if (own.Count >= 2 && own.All(list => list.Count == own[0].Count)) return own;
        return members.Select(member => member.Value is null ? null : Columns(member.Value))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>The largest map of objects.</summary>
    private static JsonObject? Map(JsonNode node)
    {
        if (node is not JsonObject members) return null;
        if (members.Count > 0 && members.All(member => member.Value is JsonObject)) return members;
        return members.Select(member => member.Value is null ? null : Map(member.Value)).Where(map => map is not null)
            .MaxBy(map => map!.Count);
    }
}
