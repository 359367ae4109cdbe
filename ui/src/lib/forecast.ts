/** The cash forecast, wherever it is shown. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CashForecastInput } from "../bindings";
import { call } from "./door";

export function useForecast(input: CashForecastInput) {
  return useQuery({
    queryKey: ["cash.forecast", input],
    queryFn: () => call("cash.forecast", input),
    placeholderData: keepPreviousData,
  });
}
