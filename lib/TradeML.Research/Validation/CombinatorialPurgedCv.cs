using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// Combinatorial purged cross-validation (López de Prado, Advances in Financial Machine Learning, 2018, ch. 7 and 12).
/// The sessions, never the rows, are cut into contiguous groups (a remainder goes to the first ones); every combination
/// of test groups in lexicographic order is a split. A row's label occupies the closed interval [session, label end]: a
/// train row is purged when its interval touches that of any test row of any symbol; after each maximal run of test
/// groups, sessions up to the run's largest label end plus the embargo go as well.
/// </summary>
public sealed class CombinatorialPurgedCv
{
    /// <summary>Configures the splitter.</summary>
    /// <param name="groups">Number of session groups, 2 to 30. Default 8.</param>
    /// <param name="testGroups">Groups of each test set, 1 to groups − 1. Default 2.</param>
    /// <param name="embargo">Sessions after a test run's last label end that are left out, at least 0. Default
    /// 10.</param>
    /// <exception cref="TradeMLException">Bad input: a value outside its range.</exception>
    public CombinatorialPurgedCv(int groups = 8, int testGroups = 2, int embargo = 10)
    {
        if (groups is < 2 or > 30)
            throw new TradeMLException(ErrorKind.BadInput, $"CPCV takes 2 to 30 groups, not {groups}.");
        if (testGroups < 1 || testGroups >= groups)
            throw new TradeMLException(ErrorKind.BadInput,
                $"CPCV with {groups} groups takes 1 to {groups - 1} test groups, not {testGroups}.");
        if (embargo < 0)
            throw new TradeMLException(ErrorKind.BadInput, $"An embargo is at least 0 sessions, not {embargo}.");
        Groups = groups;
        TestGroups = testGroups;
        Embargo = embargo;
    }

    /// <summary>Number of session groups.</summary>
    public int Groups { get; }

    /// <summary>Groups of each test set.</summary>
    public int TestGroups { get; }

    /// <summary>Embargo in sessions.</summary>
    public int Embargo { get; }

    /// <summary>Plans all splits. It holds the two arrays and computes the rows of a split when asked.</summary>
    /// <param name="sessionCount">Number of sessions, at least the number of groups.</param>
    /// <param name="day">Session index of each row; any row order, fastest when sorted by session or by symbol and
    /// session.</param>
    /// <param name="labelEnd">Session index at which each row's label is known, or −1: such a row is in neither train
    /// nor test.</param>
    /// <exception cref="TradeMLException">Bad input: unequal lengths, too few sessions, an index outside the sessions,
    /// a label that ends before it starts.</exception>
    public CpcvPlan Plan(int sessionCount, int[] day, int[] labelEnd)
    {
        if (day.Length != labelEnd.Length)
            throw new TradeMLException(ErrorKind.BadInput,
                $"Session indices ({day.Length}) and label ends ({labelEnd.Length}) differ in number.");
        if (sessionCount < Groups)
            throw new TradeMLException(ErrorKind.BadInput,
                $"{sessionCount} sessions cannot be cut into {Groups} groups.");
        return new(this, sessionCount, day, labelEnd);
    }
}
