update party
set code = :code, name = :name, short_name = :short_name, is_customer = :is_customer, is_supplier = :is_supplier,
    industry = :industry, region = :region, version_id = :version_id
where id = :id
