/** Style of the report: one column for reading, tables that become cards on a telephone, and paper. */
export const REPORT_STYLE = `
:root { --ink: #1b1f24; --muted: #57606a; --line: #d0d7de; --soft: #f6f8fa; --good: #00664b; --bad: #a8320a; --open: #7a5a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 980px; padding: 28px 24px 64px; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 4px 0 12px; text-wrap: balance; }
h2 { font-size: 1.3rem; margin: 44px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
.kicker { color: var(--muted); font-size: .9rem; margin: 0; }
.answer { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; }
.answer div { border: 1px solid var(--line); border-left: 5px solid var(--good); border-radius: 6px; padding: 10px 14px; }
.answer div.bad { border-left-color: var(--bad); }
.answer div.open { border-left-color: #c08b00; }
.answer b { display: block; font-size: 1.35rem; line-height: 1.3; }
.answer span { color: var(--muted); font-size: .9rem; }
.equations { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 2.5em; }
math[display="block"] { margin: 4px 0; padding: 8px 0; overflow-x: auto; overflow-y: hidden; font-size: 1.08rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 8px 10px 8px 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; border-bottom: 2px solid var(--ink); }
th { overflow-wrap: normal; }
th:first-child { width: 34%; }
table.numbers th:first-child { width: auto; }
td.levels { min-width: 130px; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.small { color: var(--muted); font-size: .84rem; }
.verdict { white-space: nowrap; font-weight: 600; }
.verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); } .verdict.open { color: var(--open); }
details { color: var(--muted); font-size: .84rem; } summary { cursor: pointer; }
pre, code { font-family: "JetBrains Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .85rem; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; white-space: pre-wrap; margin: 8px 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 12px 0; font-size: .92rem; }
dt { color: var(--muted); } dd { margin: 0; font-variant-numeric: tabular-nums; }
li { margin: 6px 0; }
@media screen and (max-width: 700px) {
  body { padding: 18px 14px 48px; } h1 { font-size: 1.5rem; } h2 { margin-top: 34px; }
  thead { display: none; } table, tbody, tr, td { display: block; width: 100%; }
  tr { border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; margin: 10px 0; }
  td { border: 0; padding: 3px 0; } td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); }
  th:first-child { width: 34%; }
td.number { white-space: normal; } dl { grid-template-columns: 1fr; } dt { margin-top: 6px; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, figure h3 { break-after: avoid; } figure, tr, .answer, pre { break-inside: avoid; }
  table { font-size: .74rem; } .small { font-size: .7rem; } .verdict { white-space: normal; }
  .modebar-container { display: none; } details { display: none; }
}
`;
