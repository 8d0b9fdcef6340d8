-- A corpus of figures in one SQLite file (application_id "PFOC", user_version = version of this schema).
--
-- A participant is what a node of some networks is: it is here once for all figures in which it is the same, with the
-- genes that it stands for. What only one figure says (drawn words, reasons) is in that figure's network.

pragma application_id = 0x50464f43;
pragma user_version = 1;

create table figure (
    number   integer primary key,
    figid    text not null unique,
    pmcid    text not null,
    title    text not null,
    paper    text not null,     -- title of the paper
    citation text not null,
    year     integer,           -- null where unknown
    doi      text not null,
    organism text not null,
    nodes    integer not null,
    edges    integer not null,
    network  blob not null      -- zlib of JSON: [graph attributes, [[node, attributes]], [[source, target, key, attributes]]]
);

create table participant (
    number integer primary key,
    node   text not null,       -- the node's name in the graph: its CURIE, or its type and name
    name   text not null,
    key    text not null,       -- the name in the form in which names are compared
    type   text not null        -- gene, proteinfamily, complex, compartment, biologicalprocess, smallmolecule, ...
);

create table gene (             -- which genes a participant stands for: itself, or a family's members
    symbol      text not null collate nocase,
    participant integer not null references participant,
    ncbigene    text not null,
    primary key (symbol, participant)
) without rowid;

create table appearance (       -- which participants a figure has
    figure      integer not null references figure,
    participant integer not null references participant,
    is_drawn    integer not null,  -- 0 where only the caption names it
    primary key (figure, participant)
) without rowid;

create table relation (
    number      integer primary key,
    figure      integer not null references figure,
    source      integer not null references participant,
    target      integer not null references participant,
    interaction text not null,
    sign        integer not null,
    confidence  real not null,
    hedged      integer not null,
    trigger     text not null,
    evidence    text not null      -- the caption's sentence
);

create table about (name text primary key, value text not null) without rowid;
