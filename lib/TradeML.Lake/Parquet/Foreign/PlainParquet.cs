using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Parquet.Columns;
using PhysicalType = Parquet.Meta.Type;

namespace TradeML.Lake.Parquet.Foreign;

/// <summary>
/// A Parquet file whose columns <see cref="ColumnPages"/> decodes: the user's own where it is written so, else a copy
/// that DuckDB makes of it, with the same rows in the same order.
/// </summary>
public sealed class PlainParquet : IDisposable
{
    private readonly ScratchDb? db;

    private PlainParquet(string path, ScratchDb? db) => (Path, this.db) = (path, db);

    /// <summary>The file to read.</summary>
    public string Path { get; }

    /// <summary>Looks at a file, and copies it where it must be.</summary>
    /// <param name="path">The user's file.</param>
    /// <param name="needs">The columns that are wanted.</param>
    /// <param name="threads">Threads of the copy.</param>
    /// <exception cref="TradeMLException">Bad input: as <see cref="ForeignParquet.Open"/> says.</exception>
    public static PlainParquet Of(string path, IReadOnlyList<ColumnNeed> needs, int threads)
    {
        ForeignParquet.RequireWhole(path);
        if (IsPlain(path, needs)) return new(path, null);
        var db = new ScratchDb(new EngineOptions { Threads = threads });
        try
        {
            var foreign = ForeignParquet.Open(db, path, needs);
            var copy = System.IO.Path.Combine(db.Folder, "plain.parquet");
            db.Execute(
                $"COPY (SELECT * EXCLUDE (row) FROM ({foreign.Select})) TO {Sql.Text(copy)} "
                    + "(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)");
            return new(copy, db);
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => db?.Dispose();

    private static bool IsPlain(string path, IReadOnlyList<ColumnNeed> needs)
    {
        ParquetReader? reader = null;
        try
        {
            using var file = File.OpenHandle(path);
            reader = ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true })
                .GetAwaiter().GetResult();
            ForeignParquet.CheckNames(
                System.IO.Path.GetFileName(path), [.. reader.Schema.Fields.Select(f => f.Name)], needs);
            var fields = reader.Schema.GetDataFields();
            foreach (var need in needs)
            {
                var field = Array.Find(fields, f => f.Path.Length == 1 && ForeignParquet.Plain(f.Name) == need.Name);
                if (field is null && !need.Required) continue;
                if (field is null || !field.Name.Equals(need.Name, StringComparison.OrdinalIgnoreCase)
                    || !IsPlain(field, need.Kind) || !IsPlain(reader, field, file)) return false;
            }

            return true;
        }
        catch (TradeMLException)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false; // DuckDB reads more, and else says what is wrong
        }
        finally
        {
            reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool IsPlain(DataField field, CellKind kind)
    {
        if (field.MaxRepetitionLevel > 0 || field.MaxDefinitionLevel > 1) return false;
        var type = field.ClrType;
        var timestamp = field.SchemaElement is { Type: PhysicalType.INT64, LogicalType.TIMESTAMP: { } t } ? t : null;
        return kind switch
        {
            CellKind.Text => type == typeof(string) || type == typeof(ReadOnlyMemory<char>),
            CellKind.Day => type == typeof(DateOnly) || timestamp is { IsAdjustedToUTC: false },
            CellKind.Instant => timestamp is { IsAdjustedToUTC: true },
            _ => type == typeof(double) || type == typeof(float) || type == typeof(long) || type == typeof(int),
        };
    }

    private static bool IsPlain(ParquetReader reader, DataField field, SafeFileHandle file)
    {
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            var column = reader.RowGroups[group].RowGroup.Columns
                .Find(c => c.MetaData?.PathInSchema is [var name] && name == field.Name)?.MetaData;
            if (column is null || !ColumnPages.CanRead(column)) return false;
            if (column.NumValues > 0 && !ColumnPages.BeginsPlainly(file, column)) return false;
        }

        return true;
    }
}
