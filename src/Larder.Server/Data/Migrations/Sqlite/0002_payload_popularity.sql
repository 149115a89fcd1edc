-- Which payloads were asked for most when it was last noted: place 0 is the first. They are loaded at the next start.
CREATE TABLE payload_popularity (
    payload_id TEXT NOT NULL PRIMARY KEY CHECK (length(payload_id) <= 64),
    place INTEGER NOT NULL
);
