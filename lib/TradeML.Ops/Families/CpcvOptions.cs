using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>
/// Combinatorial purged cross-validation (López de Prado, Advances in Financial Machine Learning, chapter 12).
/// </summary>
public sealed class CpcvOptions : ICheckedOptions
{
    /// <summary>Consecutive groups the sessions are cut into. Default 8.</summary>
    [Between(2, 64)]
    public int Groups { get; init; } = 8;

    /// <summary>Groups that are tested at a time. Default 2: with 8 groups 28 splits and 7 paths.</summary>
    [Between(1, 32)]
    public int TestGroups { get; init; } = 2;

    /// <summary>Sessions left out after every test block. Default 10.</summary>
    [Between(0, 252)]
    public int EmbargoSessions { get; init; } = 10;

    /// <summary>Least length of a test block, in months. Default 6.</summary>
    [Between(0, 120)]
    public int MinTestBlockMonths { get; init; } = 6;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (TestGroups >= Groups)
            yield return ("test_groups",
                $"'test_groups' is {TestGroups}; it must be from 1 to groups - 1 ({Groups - 1}).");
    }
}
