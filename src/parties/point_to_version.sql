update party
set code = :code, name = :name, short_name = :short_name, is_customer = :is_customer, is_supplier = :is_supplier,
    industry = :industry, region = :region, source = :source, owner_id = :owner, potential_minor = :potential,
    registered_capital_minor = :registered_capital, headcount = :headcount, currency = :currency, terms = :terms,
    visit_days = :visit_days,
    version_id = :version_id
where id = :id
