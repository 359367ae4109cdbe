select (select max(month) from closing) as closed,
       (select value from setting where key = :soft_closed) as soft_closed
