-- A corpus of figures in one SQLite file (application_id "PFOC", user_version = version of this schema).
--
-- A participant is what a node of some networks is: it is here once for all figures in which it is the same, with the
-- genes that it stands for. What only one figure says (drawn words, reasons) is in that figure's network.

pragma application_id = 0x50464f43;
pragma user_version = 2;

create table figure (
    number   integer primary key,
    figid    text not null unique,
    pmcid    text not null,
    title    text not null,
    caption  text not null,
    paper    text not null,     -- title of the paper
    citation text not null,
    journal  text not null,
    year     integer,           -- null where unknown
    doi      text not null,
    place    text not null,     -- number in the paper, as "Figure 2"
    link     text not null,     -- to the figure at PMC
    ndex     text not null,     -- UUID of its network at NDEx, where the page has one
    organism text not null,
    nodes    integer not null,
    edges    integer not null
);

create table network (
    figure integer primary key references figure,
    packed blob not null        -- zlib of JSON: [graph attributes, [[node, attributes]], [[source, target, key, attributes]]]
);

create table page (             -- which pages were read
    name   text primary key,    -- the file's, without suffix
    stamp  text not null,       -- tells whether the page, a table of it, or what we make of it has changed
    figure integer unique references figure,  -- null where it could not be read
    why    text not null        -- why it could not
) without rowid;

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

-- What a figure is found by, as pfocr_net.lexicon.key writes it; the rowid is the figure's number.
create virtual table words using fts5 (title, families, genes, other, prefix = '1 2 3');

create table about (name text primary key, value text not null) without rowid;

create index figure_by_edges on figure (edges desc, nodes desc, figid);
create index figure_by_year on figure (year desc, edges desc, figid);
create index figure_by_title on figure (title collate nocase, figid);
create index participant_by_node on participant (node);
create index participant_by_key on participant (key);
create index gene_by_participant on gene (participant, symbol);
create index appearance_by_participant on appearance (participant, figure);
create index relation_by_source on relation (source, target);
create index relation_by_target on relation (target, source);
create index relation_by_figure on relation (figure);
