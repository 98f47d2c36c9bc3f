using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>One column under construction: the values so far and the one of the row being built.</summary>
internal abstract class SinkColumn(ColumnContract contract)
{
    public ColumnContract Contract { get; } = contract;

    public static SinkColumn Of(ColumnContract contract) => contract.Type switch
    {
        ColumnType.Double => new DoubleColumn(contract),
        ColumnType.Text => new TextColumn(contract),
        ColumnType.Long => new ValueColumn<long>(contract),
        ColumnType.Date => new ValueColumn<DateOnly>(contract),
        ColumnType.Instant => new ValueColumn<DateTime>(contract),
        ColumnType.Bool => new ValueColumn<bool>(contract),
        _ =>
            throw new TradeMLException(ErrorKind.Internal,
                $"A connector can't fill the column '{contract.Name}' of type {contract.Type}."),
    };

    public virtual void Set(double value) => throw Wrong("double");

    public virtual void Set(long? value) => throw Wrong("long");

    public virtual void Set(string? value) => throw Wrong("text");

    public virtual void Set(DateOnly? value) => throw Wrong("date");

    public virtual void Set(DateTime? value) => throw Wrong("instant");

    public virtual void Set(bool value) => throw Wrong("bool");

    /// <summary>Appends the current value and forgets it.</summary>
    /// <returns>What is wrong with the value, which was not appended then; null when nothing is.</returns>
    public abstract string? Push();

    /// <summary>Forgets the current value.</summary>
    public abstract void Clear();

    /// <summary>Takes values back.</summary>
    public abstract void Truncate(int rows);

    /// <summary>Order of two rows by this column; unknown comes first.</summary>
    public abstract int Compare(int a, int b);

    /// <summary>Some rows as the contract's array.</summary>
    public abstract Array Take(ReadOnlySpan<int> rows);

    /// <summary>Name and value of a row, or null when it is unknown.</summary>
    public abstract string? Describe(int row);

    protected string Missing => $"{Contract.Name} is missing or can't be read";

    protected TradeMLException Wrong(string what) =>
        new(ErrorKind.Internal,
            $"The column '{Contract.Name}' is of type {Contract.Type}; it was given a value of type {what}.");
}
