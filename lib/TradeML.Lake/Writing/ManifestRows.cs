using TradeML.Lake.Control;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Writing;

/// <summary>Writes the manifest's rows inside the transaction that makes a file visible.</summary>
internal static class ManifestRows
{
    private const string Replaced =
        "SELECT path FROM manifest WHERE table_name = @table AND partition = @partition AND path <> @path";

    public static ManifestEntry Add(ControlTransaction tx, VerifiedFile file, string path)
    {
        var spec = file.Spec;
        if (spec.Supersedes) Supersede(tx, spec, path);
        tx.Execute("DELETE FROM retired_file WHERE path = @path AND node = @Node", new { path, tx.Node });
        tx.Execute(
            """
            INSERT INTO manifest
                (path, table_name, partition, source, symbol, first_day, last_day, rows, bytes, sha256, ingested_at,
                                  schema_version, inputs_hash, code_version, config_hash)
            VALUES (@path, @table, @partition, @Source, @Symbol, @first, @last, @Rows, @Bytes, @Sha256, @now,
                    @version, @InputsHash, @CodeVersion, @ConfigHash)
            ON CONFLICT (path) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day,
                inputs_hash = excluded.inputs_hash, code_version = excluded.code_version,
                    config_hash = excluded.config_hash
            """,
            new
            {
                path, table = spec.Table.Name, partition = spec.PartitionPath, spec.Source, spec.Symbol,
                first = UnixDay.From(file.First), last = UnixDay.From(file.Last), file.Rows, file.Bytes, file.Sha256,
                now = InstantText.From(tx.StartedAtUtc), version = spec.Table.Version, spec.InputsHash,
                spec.CodeVersion, spec.ConfigHash,
            });
        tx.Execute("INSERT INTO file_holder (path, node) VALUES (@path, @Node) ON CONFLICT (path, node) DO NOTHING",
            new { path, tx.Node });
        RecordInputs(tx, spec, path);
        return tx.Query<ManifestRow>($"SELECT {ManifestRow.ColumnsFor(tx.Node)} FROM manifest WHERE path = @path",
            new { path, node = tx.Node })[0].ToEntry();
    }

    private static void RecordInputs(ControlTransaction tx, LakeFileSpec spec, string path)
    {
        if (spec.InputsHash is null && spec.Inputs.Count == 0) return; // a raw file
        tx.Execute("DELETE FROM file_input WHERE path = @path", new { path });
        foreach (var input in spec.Inputs)
            tx.Execute(
                "INSERT INTO file_input (path, input_table, input_folder, content_hash, newest) VALUES (@path, "
                    + "@Table, @Folder, @ContentHash, @newest)",
                new
                {
                    path, input.Table, input.Folder, input.ContentHash,
                    newest = input.Newest is { } at ? InstantText.From(at) : null
                });
    }

    private static void Supersede(ControlTransaction tx, LakeFileSpec spec, string path)
    {
        var others = new { table = spec.Table.Name, partition = spec.PartitionPath, path };
        tx.Execute(
            $"""
            INSERT INTO retired_file (path, node)
            SELECT h.path, h.node FROM file_holder h WHERE h.path IN ({Replaced})
            ON CONFLICT (path, node) DO NOTHING
            """, others);
        tx.Execute($"DELETE FROM file_holder WHERE path IN ({Replaced})", others);
        tx.Execute($"DELETE FROM file_input WHERE path IN ({Replaced})", others);
        tx.Execute("DELETE FROM manifest WHERE table_name = @table AND partition = @partition AND path <> @path",
            others);
    }
}
