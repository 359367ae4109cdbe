select exists (select 1 from document where seq = :seq)
    or exists (select 1 from document_void where seq = :seq)
