namespace TradeML.Research.Panels;

/// <summary>A category of each row.</summary>
/// <param name="Codes">An index into <paramref name="Names"/> by row, −1 where unknown.</param>
/// <param name="Names">Names by code.</param>
public sealed record PanelCategory(int[] Codes, string[] Names);
