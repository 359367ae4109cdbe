-- Loss rates of a segment of customers beside those of all, and rows of rates and terms that stay as they were recorded.

-- whose: a tag, an industry or a region; absent for those of all. The word null as `content` ends a segment.
alter table loss_rates add column segment_by text check (segment_by in ('tag', 'industry', 'region'));
alter table loss_rates add column segment text;

create trigger loss_rates_frozen before update on loss_rates begin select raise(abort, 'posted rows are never changed'); end;
create trigger loss_rates_kept before delete on loss_rates begin select raise(abort, 'posted rows are never deleted'); end;
create trigger interest_terms_frozen before update on interest_terms begin select raise(abort, 'posted rows are never changed'); end;
create trigger interest_terms_kept before delete on interest_terms begin select raise(abort, 'posted rows are never deleted'); end;
create trigger reference_rate_frozen before update on reference_rate begin select raise(abort, 'posted rows are never changed'); end;
create trigger reference_rate_kept before delete on reference_rate begin select raise(abort, 'posted rows are never deleted'); end;
