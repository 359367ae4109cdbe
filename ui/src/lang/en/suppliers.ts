/** The words of the supplier pages that differ from those of customers, in English. */
export const suppliers = {
  title: "Suppliers",
  name: "Supplier",
  receivable: "Balance",
  advance: "Prepaid",
  totalCount_one: "Total {{count}} supplier",
  totalCount_other: "Total {{count}} suppliers",
  emptyTitle: "Your suppliers belong here",
  emptyBody: "Bills and payments begin with a supplier. Enter one, or import a sheet.",
  noneTitle: "No supplier fits",
  newInvoice: "New bill",
  receive: "Pay",
  nothingOpenBody: "Bills stand here until they are paid.",
  noDocumentsBody: "This supplier’s bills and payments stand here.",
  saved: "Saved supplier {{name}}",
  list: "Suppliers",
  newTitle: "New supplier",
};
