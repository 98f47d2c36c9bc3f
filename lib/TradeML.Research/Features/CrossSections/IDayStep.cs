namespace TradeML.Research.Features.CrossSections;

/// <summary>A step across the symbols of one day. An instance belongs to one thread: it may keep buffers.</summary>
internal interface IDayStep
{
    /// <summary>Whether <see cref="Apply"/> looks at the rows.</summary>
    bool NeedsRows { get; }

    /// <summary>Replaces the day's values.</summary>
    /// <param name="values">One value a symbol of the panel, NaN where unknown or without a bar.</param>
    /// <param name="rows">Panel row of each symbol, −1 without a bar; empty unless <see cref="NeedsRows"/>.</param>
    void Apply(Span<float> values, ReadOnlySpan<int> rows);
}
