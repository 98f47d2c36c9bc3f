using TradeML.Core.Errors;

namespace TradeML.Proof.Outputs;

/// <summary>
/// What a subject computed: rows by key and day, and for each row the instant from which the subject claims that it was
/// known.
/// </summary>
public sealed class SubjectOutput
{
    /// <summary>Puts an output together; it does not copy.</summary>
    /// <param name="name">What it is, for example <c>labels</c>; a subject's outputs have different names.</param>
    /// <param name="key">Symbol, or whatever else identifies a row on its day.</param>
    /// <param name="date">Local day of each row.</param>
    /// <param name="knownAt">Instant (UTC) from which the row is claimed to be known.</param>
    /// <param name="columns">Values; none where only the presence of rows is claimed.</param>
    /// <exception cref="TradeMLException">Bad input: unequal lengths.</exception>
    public SubjectOutput(
        string name, string[] key, DateOnly[] date, DateTime[] knownAt, IReadOnlyList<OutputColumn> columns)
    {
        if (date.Length != key.Length || knownAt.Length != key.Length || columns.Any(c => c.Length != key.Length))
            throw new TradeMLException(ErrorKind.BadInput, $"The columns of the output '{name}' differ in length.");
        Name = name;
        Key = key;
        Date = date;
        KnownAt = knownAt;
        Columns = columns;
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>Symbol, or whatever else identifies a row on its day.</summary>
    public string[] Key { get; }

    /// <summary>Local day of each row.</summary>
    public DateOnly[] Date { get; }

    /// <summary>Instant (UTC) from which each row is claimed to be known.</summary>
    public DateTime[] KnownAt { get; }

    /// <summary>Values.</summary>
    public IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>The rows that are claimed to be known at an instant, by key and day.</summary>
    /// <param name="instant">UTC.</param>
    internal int[] KnownBy(DateTime instant)
    {
        var rows = new List<int>(Key.Length);
        var sorted = true;
        for (var row = 0; row < Key.Length; row++)
        {
            if (KnownAt[row] > instant) continue;
            if (rows.Count > 0 && Compare(rows[^1], this, row) > 0) sorted = false;
            rows.Add(row);
        }

        var result = rows.ToArray();
        if (!sorted) Array.Sort(result, (a, b) => Compare(a, this, b) is var c and not 0 ? c : a.CompareTo(b));
        return result;
    }

    /// <summary>Order of two rows by key and day.</summary>
    internal int Compare(int row, SubjectOutput other, int otherRow)
    {
        var order = ReferenceEquals(Key[row], other.Key[otherRow])
            ? 0
            : string.CompareOrdinal(Key[row], other.Key[otherRow]);
        return order != 0 ? order : Date[row].CompareTo(other.Date[otherRow]);
    }
}
