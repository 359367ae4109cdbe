/** The words of the way out, in English. */
export const exporting = {
  title: "Take the whole book out",
  body: "Everything in the book at this moment, in formats that other programs read. Passwords stay in the book.",
  take: "Export",
  running: "Exporting",
  done: "Exported to {{path}}",
  written: "{{rows}} rows, {{size}} kB: {{path}}",
  formats: {
    xlsx: { name: "Excel workbook", body: "One file, a sheet for each table." },
    csv: { name: "CSV files", body: "A folder with a file for each table, and the attached files." },
    json: {
      name: "JSON",
      body: "The whole book. “Restore” on the page that opens books makes the same book of it.",
    },
    beancount: { name: "beancount", body: "Plain-text accounting: every entry, closing balances asserted." },
    vcard: {
      name: "Contacts as vCard 4.0",
      body: "The people of customers and suppliers, for phones and address books.",
    },
    vcard3: { name: "Contacts as vCard 3.0", body: "For older phones and address books." },
    contacts_csv: { name: "Contacts as a table", body: "A row each, to be imported again." },
    hledger: { name: "hledger", body: "Plain-text accounting: every entry, closing balances asserted." },
  },
};
