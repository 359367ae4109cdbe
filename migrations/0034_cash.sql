-- 资金预测: what is planned beside the books, and forecasts as they were told. Posted: of plans the last counts, forecasts stay.

-- the least that should be in hand, when payments go out, what comes and goes without a document
create table cash_plan (
  seq     integer primary key,
  -- as canonical JSON
  content text not null
) strict;

-- a forecast of thirteen weeks as it was told on a day, and how it was told: set against what came once the weeks have passed
create table cash_forecast (
  seq     integer primary key,
  date    text not null,
  content text not null
) strict;
create index cash_forecast_by_date on cash_forecast (date, seq);

create trigger cash_plan_frozen before update on cash_plan begin select raise(abort, 'posted rows are never changed'); end;
create trigger cash_plan_kept before delete on cash_plan begin select raise(abort, 'posted rows are never deleted'); end;
create trigger cash_forecast_frozen before update on cash_forecast begin select raise(abort, 'posted rows are never changed'); end;
create trigger cash_forecast_kept before delete on cash_forecast begin select raise(abort, 'posted rows are never deleted'); end;
