namespace TradeML.Vendors.Connectors.Paged;

/// <summary>Which page of which question an answer is.</summary>
/// <param name="Window">What was asked for.</param>
/// <param name="Question">Index of the question, from 0.</param>
/// <param name="Cursor">Cursor the page was asked with; null for the first.</param>
/// <param name="Number">Number of the page within its question, from 1.</param>
public readonly record struct PagePlace(PageWindow Window, int Question, string? Cursor, int Number);
