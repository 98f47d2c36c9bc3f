using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>Which rows of the whole answer a page holds, in which order, and where the walk goes on.</summary>
/// <param name="Offset">First row.</param>
/// <param name="Count">Number of rows.</param>
/// <param name="Next">Token to go on, or null at the end.</param>
/// <param name="Copies">How often each row is sent.</param>
/// <param name="Reversed">Whether the rows come last first.</param>
internal readonly record struct PagePlan(int Offset, int Count, string? Next, int Copies = 1, bool Reversed = false)
{
    /// <summary>Number of rows sent.</summary>
    public int Sent => Count * Copies;

    /// <summary>Row of the whole answer that is sent as number <paramref name="i"/>.</summary>
    public int Row(int i) => Offset + (Reversed ? Count - 1 - (i / Copies) : i / Copies);

    /// <summary>Plans a page and applies the faults that concern paging.</summary>
    /// <param name="total">Rows of the whole answer.</param>
    /// <param name="limit">Most rows of a page.</param>
    /// <param name="sent">The caller's token, or null for the first page.</param>
    /// <param name="visible">Day number up to which data exist.</param>
    /// <param name="fault">What goes wrong, or null.</param>
    public static PagePlan Create(int total, int limit, PageToken? sent, int visible, Fault? fault)
    {
        var token = sent ?? new PageToken(0, visible, 0);
        if (token.Endless) return new PagePlan(0, 0, token.Encode());
        var kind = fault?.Kind;
        var offset = Math.Min(token.Offset, total);
        if (kind == FaultKind.EmptyPage) return new PagePlan(offset, 0, (token with { Offset = offset }).Encode());
        var after = Math.Min(total, offset + limit);
        if (kind == FaultKind.ReorderedPages && token.Then < 0 && after < total)
        {
            var afterNext = Math.Min(total, after + limit);
            return new PagePlan(after, afterNext - after,
                new PageToken(offset, token.Visible, after, afterNext).Encode());
        }

        if (kind == FaultKind.DuplicatedPage && sent is not null && token.Then < 0)
            return new PagePlan(token.Previous, offset - token.Previous, token.Encode());
        var goOn = token.Then >= 0 ? token.Then : after;
        var next = kind == FaultKind.EndlessPageToken
            ? new PageToken(after, token.Visible, offset, -1, true).Encode()
            : goOn < total ? new PageToken(goOn, token.Visible, offset).Encode() : null;
        return new PagePlan(offset, after - offset, next, kind == FaultKind.DuplicatedPage ? 2 : 1,
            kind == FaultKind.ReorderedRows);
    }
}
