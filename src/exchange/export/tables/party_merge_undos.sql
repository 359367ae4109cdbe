select u.merge_seq, u.seq, u.date
from party_merge_undo u
order by u.seq
