-- Several nodes on one control store: who they are, and which of them has a file on its own disk.

-- lake is the id in control/lake.id of the node's folder. In a store of its own (SQLite) a lake has no row here and its node is ''.
CREATE TABLE node (
    node      TEXT PRIMARY KEY,
    lake      TEXT NOT NULL,
    host      TEXT NOT NULL,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE file_holder (
    path TEXT NOT NULL,
    node TEXT NOT NULL,
    PRIMARY KEY (path, node)
) WITHOUT ROWID, STRICT;

INSERT INTO file_holder (path, node) SELECT path, '' FROM manifest;

-- Each node deletes its own copy of a replaced file.
DROP TABLE retired_file;

CREATE TABLE retired_file (
    path TEXT NOT NULL,
    node TEXT NOT NULL,
    PRIMARY KEY (path, node)
) WITHOUT ROWID, STRICT;
