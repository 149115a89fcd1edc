-- Products. A price is text, because SQLite's only number with decimals is a binary one, which cannot hold 29.99.
-- AUTOINCREMENT, so that the number of a removed product never names another one.
CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description TEXT,
    price TEXT NOT NULL,
    category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 100),
    stock_quantity INTEGER NOT NULL CHECK (stock_quantity >= 0),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

-- Something to look at. They are put in once, with the table: whoever removes them is rid of them.
INSERT INTO products (name, description, price, category, stock_quantity) VALUES
    ('Cast Iron Skillet', 'Pre-seasoned, 26 cm, sits on any stove.', '34.90', 'Kitchen', 42),
    ('Chef''s Knife', 'Carbon steel, 20 cm blade, walnut handle.', '89.00', 'Kitchen', 15),
    ('Pour-Over Kettle', 'Gooseneck, one litre, with a thermometer in the lid.', '54.50', 'Kitchen', 27),
    ('Storage Jars, Set of Six', 'Glass with bamboo lids, from 0.3 to 2 litres.', '29.99', 'Kitchen', 60),
    ('Mechanical Keyboard', '75 %, hot-swappable, tactile switches.', '119.00', 'Electronics', 33),
    ('Noise-Cancelling Headphones', 'Thirty hours on a charge, folds flat.', '199.95', 'Electronics', 18),
    ('USB-C Hub', 'HDMI, Ethernet, three ports, card reader.', '39.99', 'Electronics', 75),
    ('Portable Projector', '1080p, runs three hours without a socket.', '329.00', 'Electronics', 6),
    ('Linen Sheets', 'Stonewashed, for a double bed.', '149.00', 'Home', 21),
    ('Reading Lamp', 'Warm light, dims by touch.', '44.00', 'Home', 38),
    ('Field Notebook', 'A5, dotted, 160 pages that take ink.', '12.50', 'Stationery', 140),
    ('Fountain Pen', 'Fine nib, refills from a bottle or a cartridge.', '27.80', 'Stationery', 52);
