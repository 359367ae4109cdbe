insert into job (command, input, state, actor_id, process, started_at)
values (:command, :input, 'running', :actor, :process, :at)
