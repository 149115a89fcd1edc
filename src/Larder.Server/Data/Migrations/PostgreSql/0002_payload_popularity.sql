-- Which payloads were asked for most when it was last noted: place 1 is the first. They are loaded at the next start.
CREATE TABLE payload_popularity (
    payload_id varchar(64) NOT NULL PRIMARY KEY,
    place bigint NOT NULL
);
