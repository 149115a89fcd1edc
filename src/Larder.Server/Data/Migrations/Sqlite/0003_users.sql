-- Users, each known by a number inside and by a UUID outside. The ten that are there from the start are samples.
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CHECK (length(uuid) = 36 AND uuid = lower(uuid)),
    first_name TEXT NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
    last_name TEXT NOT NULL CHECK (length(last_name) BETWEEN 1 AND 100),
    email TEXT NOT NULL CHECK (length(email) <= 254 AND email LIKE '_%@_%')
);

CREATE UNIQUE INDEX ix_users_uuid ON users (uuid);

INSERT INTO users (id, uuid, first_name, last_name, email) VALUES
    (1, '550e8400-e29b-41d4-a716-446655440001', 'John', 'Doe', 'john.doe@example.com'),
    (2, '550e8400-e29b-41d4-a716-446655440002', 'Jane', 'Smith', 'jane.smith@example.com'),
    (3, '550e8400-e29b-41d4-a716-446655440003', 'Bob', 'Johnson', 'bob.johnson@example.com'),
    (4, '550e8400-e29b-41d4-a716-446655440004', 'Alice', 'Williams', 'alice.williams@example.com'),
    (5, '550e8400-e29b-41d4-a716-446655440005', 'Charlie', 'Brown', 'charlie.brown@example.com'),
    (6, '550e8400-e29b-41d4-a716-446655440006', 'Diana', 'Davis', 'diana.davis@example.com'),
    (7, '550e8400-e29b-41d4-a716-446655440007', 'Edward', 'Miller', 'edward.miller@example.com'),
    (8, '550e8400-e29b-41d4-a716-446655440008', 'Fiona', 'Wilson', 'fiona.wilson@example.com'),
    (9, '550e8400-e29b-41d4-a716-446655440009', 'George', 'Moore', 'george.moore@example.com'),
    (10, '550e8400-e29b-41d4-a716-446655440010', 'Hannah', 'Taylor', 'hannah.taylor@example.com');
