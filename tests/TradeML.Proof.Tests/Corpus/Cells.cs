using TradeML.Core.Time;
using TradeML.Proof.Outputs;
using TradeML.Research.Panels;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Collects values with the instants from which they are claimed to be known.</summary>
internal sealed class Cells
{
    private static readonly TimeOnly Opening = new(9, 30), Closing = new(16, 0);
    private readonly List<(string Key, DateOnly Date, DateTime KnownAt, double Value)> cells = [];

    internal static DateTime Open(DateOnly day) =>
        ExchangeCalendar.Xnys.Find(day)?.OpenUtc ?? ExchangeCalendar.Xnys.ToUtc(day, Opening);

    internal static DateTime Close(DateOnly day) =>
        ExchangeCalendar.Xnys.Find(day)?.CloseUtc ?? ExchangeCalendar.Xnys.ToUtc(day, Closing);

    internal void Add(string key, DateOnly date, DateTime knownAt, double value) =>
        cells.Add((key, date, knownAt, value));

    /// <summary>A value that is claimed to be known at the close of its day.</summary>
    internal void AtClose(string key, DateOnly date, double value) => Add(key, date, Close(date), value);

    /// <summary>One value a panel row, known at the close.</summary>
    internal void AtClose(Panel panel, IReadOnlyList<double> values)
    {
        var symbolOf = panel.SymbolOfRows();
        for (var row = 0; row < panel.Rows; row++)
            AtClose(panel.Symbols[symbolOf[row]], panel.Sessions[panel.Day[row]], values[row]);
    }

    internal SubjectOutput Output() => new(
        "cells", [.. cells.Select(c => c.Key)], [.. cells.Select(c => c.Date)], [.. cells.Select(c => c.KnownAt)],
        [new("value", cells.Select(c => c.Value).ToArray())]);
}
