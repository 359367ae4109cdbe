delete from outstanding
where account_id = :account_id and party_id = :party_id and due_on = :due_on and item_id = :item_id
