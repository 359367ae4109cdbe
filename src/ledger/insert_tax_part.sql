insert into tax_part
  (tax_id, part, name_zh, name_en, jurisdiction, kind, rate, include_base, base_affected, withheld, output_account_id,
   input_account_id, output_box, input_box)
values
  (:tax_id, :part, :name_zh, :name_en, :jurisdiction, :kind, :rate, :include_base, :base_affected, :withheld,
   :output_account_id, :input_account_id, :output_box, :input_box)
