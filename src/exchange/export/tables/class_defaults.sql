select id, seq, place, class, value, content, archived from class_default order by place, id
