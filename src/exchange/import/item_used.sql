select exists (
         select 1
         from document_line l
         join item_version i on i.id = l.item_version_id
         left join document_void v on v.document_seq = l.seq
         where i.item_id = :item and v.seq is null
       )
