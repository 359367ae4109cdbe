select e.currency, e.date, e.base_units, e.foreign_units, e.type, e.source
from exchange_rate e
