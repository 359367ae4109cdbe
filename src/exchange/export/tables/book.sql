select uuid, chart, currency, rounding, red_letter, language, created_at
from book
