insert into lead (state, name, company, phone, email, source, owner_id, created_on, version_seq)
values ('open', '', '', '', '', '', :owner, :created, 0)
