using System.Text.Json;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Sends one page of a list: results, status, request id and the address of the next page.</summary>
internal static class MassiveList
{
    /// <summary>Writes the page that a query asks for out of all rows.</summary>
    /// <param name="rows">All rows in order.</param>
    /// <param name="limit">Most rows of a page.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="request">The request.</param>
    /// <param name="reply">Where to.</param>
    /// <param name="write">Writes one row as an object.</param>
    /// <param name="counted">Whether the envelope has a count.</param>
    /// <param name="visible">Day number that the pages to come are to stand by.</param>
    public static void Write<T>(
        IReadOnlyList<T> rows, int limit, MassiveQuery query, VendorRequest request, Reply reply,
        Action<Utf8JsonWriter, T> write, bool counted = false,
        int visible = 0)
    {
        var plan = request.Page(rows.Count, limit, query.Token, visible, reply);
        reply.Rows = plan.Sent;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        for (var i = 0; i < plan.Sent; i++) write(writer, rows[plan.Row(i)]);
        writer.WriteEndArray();
        writer.WriteString("status", "OK");
        writer.WriteString("request_id", MassiveErrors.IdOf(request));
        if (counted) writer.WriteNumber("count", plan.Sent);
        if (query.NextUrl(plan.Next) is { } next) writer.WriteString("next_url", next);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Orders rows by the column and direction that a query asks for: <c>sort=column</c> with <c>order</c>, or
    /// <c>sort=column.asc,column.desc</c>.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="usual">Sort that holds when none is asked for, with its direction:
    /// <c>execution_date.desc</c>.</param>
    /// <param name="columns">Sort keys by column.</param>
    /// <param name="request">The request.</param>
    /// <param name="reply">Takes the refusal of an unknown column.</param>
    /// <returns>The rows in order, or null when the reply already holds the refusal.</returns>
    public static List<T>? Sorted<T>(
        IEnumerable<T> rows, MassiveQuery query, string usual,
        IReadOnlyDictionary<string, Func<T, IComparable>> columns, VendorRequest request, Reply reply)
    {
        IOrderedEnumerable<T>? sorted = null;
        var sort = query["sort"] is { Length: > 0 } asked ? asked : usual;
        foreach (var part in sort.Split(','))
        {
            var dot = part.LastIndexOf('.');
            var (column, direction) = dot < 0
                ? (part, query["order"] ?? "asc")
                : (part[..dot], query["order"] ?? part[(dot + 1)..]);
            if (!columns.TryGetValue(column, out var key) || direction is not ("asc" or "desc"))
            {
                MassiveErrors.Bad(request, reply, $"Invalid sort: {part}");
                return null;
            }

            var down = direction == "desc";
            sorted = sorted is null
                ? down ? rows.OrderByDescending(key, MassiveOrder.Instance) : rows.OrderBy(key, MassiveOrder.Instance)
                : down
                    ? sorted.ThenByDescending(key, MassiveOrder.Instance)
                    : sorted.ThenBy(key, MassiveOrder.Instance);
        }

        return [.. sorted!];
    }

    /// <summary>Texts by their bytes, everything else by its own order.</summary>
    private sealed class MassiveOrder : IComparer<IComparable>
    {
        public static readonly MassiveOrder Instance = new();

        public int Compare(IComparable? x, IComparable? y) =>
            x is string a && y is string b ? string.CompareOrdinal(a, b) : Comparer<IComparable>.Default.Compare(x, y);
    }
}
