-- What a derived file was made from: all files of a table, or of one Hive folder of it, that were there when it was made.
CREATE TABLE file_input (
    path         TEXT NOT NULL,
    input_table  TEXT NOT NULL,
    input_folder TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    newest       TEXT,
    PRIMARY KEY (path, input_table, input_folder)
) WITHOUT ROWID, STRICT;
