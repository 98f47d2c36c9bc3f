namespace TradeML.Data.Imports;

/// <summary>What an import of memberships did.</summary>
/// <param name="Stays">Stays of the file.</param>
/// <param name="Indexes">The indexes that it names: theirs were replaced.</param>
/// <param name="Dropped">Stays in them that the table held and the file lacks.</param>
/// <param name="Kept">Stays in other indexes, which stay.</param>
public sealed record MembersSummary(int Stays, IReadOnlyList<string> Indexes, int Dropped, int Kept);
