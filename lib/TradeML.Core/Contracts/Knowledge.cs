namespace TradeML.Core.Contracts;

/// <summary>When a row of a table may be used: what joins and views of the past go by.</summary>
/// <param name="Column">
/// The column that says when the row's fact became public: an instant, or a day, which counts from its end in UTC. Null
/// when the rows were known long before the days they speak of.
/// </param>
/// <param name="Lag">Time after that which a reader must wait before the fact could have reached them.</param>
public sealed record Knowledge(string? Column, TimeSpan Lag);
