-- Made when all rows are in.
create index participant_by_node on participant (node);
create index participant_by_key on participant (key);
create index gene_by_participant on gene (participant, symbol);
create index appearance_by_participant on appearance (participant, figure);
create index relation_by_source on relation (source, target);
create index relation_by_target on relation (target, source);
create index relation_by_figure on relation (figure);
analyze;
