-- Where the price of a line came from: what was offered for it, as JSON; nothing where nobody said it.
alter table document_line add column price_source text;
