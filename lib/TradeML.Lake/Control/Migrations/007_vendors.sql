-- Datasets that a vendor refused because the plan does not cover them, in its words.
CREATE TABLE vendor_refusal (
    vendor     TEXT NOT NULL,
    dataset    TEXT NOT NULL,
    refused_at TEXT NOT NULL,
    why        TEXT NOT NULL,
    PRIMARY KEY (vendor, dataset)
) WITHOUT ROWID, STRICT;
