-- Payloads and what was made of them. An id is the SHA-256 of the payload, so a row never changes once it is there.
CREATE TABLE cache_payloads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    payload_id TEXT NOT NULL CHECK (length(payload_id) <= 64),
    input_payload TEXT NOT NULL,
    output_payload TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE UNIQUE INDEX ix_cache_payloads_payload_id ON cache_payloads (payload_id);
