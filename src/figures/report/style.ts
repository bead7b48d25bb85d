/** Style of the report: one column for reading, tables that become cards on a telephone, dark where asked, and paper. */
export const REPORT_STYLE = `
:root { --line: #d0d7de; --soft: #f6f8fa; --good: #00664b; --bad: #a8320a; --open: #7a5a00; }
@media screen and (prefers-color-scheme: dark) { :root { --line: #3a434d; --soft: #1c2229; --good: #4ec39a; --bad: #ff8a5c; --open: #e3b341; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 12px; }
body { margin: 0 auto; max-width: 980px; padding: 28px 24px 64px; overflow-wrap: break-word; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -10000px; background: var(--paper); padding: 8px 12px; z-index: 2; }
.skip:focus { left: 12px; top: 12px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 4px 0 12px; text-wrap: balance; }
h2 { font-size: 1.3rem; margin: 44px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
main > section:first-child h2 { margin-top: 12px; }
section > h3 { font-size: 1.05rem; margin: 24px 0 4px; }
sup, sub { font-size: max(.78em, 12px); line-height: 0; }
.kicker, footer { color: var(--muted); font-size: .9rem; margin: 0; } footer { margin-top: 40px; }
.answer { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; margin: 20px 0; }
.answer div { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 6px; padding: 10px 14px; }
.answer div.good { border-left-color: var(--good); } .answer div.bad { border-left-color: var(--bad); }
.answer div.open { border-left-color: var(--open); }
.answer b { display: block; font-size: 1.3rem; line-height: 1.3; }
.answer span { color: var(--muted); font-size: .9rem; }
nav { border: 1px solid var(--line); border-radius: 6px; padding: 8px 14px; font-size: .9rem; }
nav ol { margin: 0; padding: 0; list-style: none; columns: 2; } nav li { margin: 0; padding: 3px 0; break-inside: avoid; }
nav .figures { display: block; color: var(--muted); font-size: .84rem; } nav .figures a { display: inline-block; min-width: 24px; padding: 2px; }
.equations { display: flex; flex-wrap: wrap; justify-content: safe center; gap: 0 2.5em; margin: 4px 0; overflow-x: auto; }
math[display="block"] { width: auto; padding: 8px 2px; font-size: 1.08rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; line-height: 1.4; margin: 16px 0; }
caption { text-align: left; color: var(--muted); font-size: .84rem; padding-bottom: 4px; }
caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: 8px 10px 8px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; border-bottom: 2px solid var(--ink); vertical-align: bottom; }
table.claims { table-layout: fixed; } table.claims thead th { width: 29%; } table.claims thead th:nth-child(2) { width: 11%; } table.claims thead th:nth-child(3) { width: 17%; }
table.claims thead th:nth-child(4) { width: 24%; } table.claims thead th:nth-child(5) { width: 19%; } .number .small { white-space: normal; }
table.symbols { width: auto; } table.symbols th, table.symbols td { padding: 3px 24px 3px 0; }
table.numbers th, table.numbers td, table.data th, table.data td { padding: 4px 10px 4px 0; } table.data { font-size: .84rem; }
table.data code { overflow-wrap: anywhere; }

.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.numbers .number { white-space: normal; } table.wide { font-size: .8rem; } table.wide th, table.wide td { padding-right: 7px; }
.small { color: var(--muted); font-size: .84rem; }
.verdict { white-space: nowrap; font-weight: 600; }
.verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); } .verdict.open { color: var(--open); }
details { color: var(--muted); font-size: .84rem; } summary { cursor: pointer; padding: 3px 0; } details table, details pre { color: var(--ink); }
pre, code { font-family: "JetBrains Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .84rem; }
code { overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; white-space: pre-wrap; overflow-wrap: anywhere; margin: 8px 0; }
.copy { position: relative; } .copy pre { padding-right: 84px; min-height: 46px; }
.copy button { position: absolute; top: 7px; right: 7px; min-height: 32px; padding: 2px 12px; font: inherit; font-size: .84rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 5px; cursor: pointer; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; margin: 12px 0; font-size: .92rem; }
dt { color: var(--muted); } dd { margin: 0; font-variant-numeric: tabular-nums; }
li { margin: 6px 0; }
@media screen and (min-width: 1280px) {
  body { display: grid; grid-template-columns: 190px minmax(0, 980px); column-gap: 48px; max-width: 1266px; align-content: start; }
  header, main, footer { grid-column: 2; }
  nav { grid-column: 1; grid-row: 1 / span 3; position: sticky; top: 24px; align-self: start; max-height: calc(100vh - 48px); overflow: auto; }
  nav ol { columns: 1; }
}
@media screen and (max-width: 700px) {
  body { padding: 18px 14px 48px; } h1 { font-size: 1.5rem; } h2 { margin-top: 34px; }
  math[display="block"] { font-size: .92rem; }
  thead { display: none; } table, caption, tbody, tr, th, td, table.symbols { display: block; width: 100%; }
  tr { border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; margin: 10px 0; }
  tbody th, tbody td, table.symbols th, table.symbols td { width: auto; border: 0; padding: 3px 0; }
  caption.unseen { width: 1px; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); }
  tbody th { font-weight: 600; } table.claims tbody th, table.checks tbody th { font-weight: 400; }
  table.symbols tr { border: 0; padding: 4px 0; margin: 0; border-bottom: 1px solid var(--line); border-radius: 0; }
  table.symbols th, table.symbols td { display: inline; } table.symbols td:not(:empty)::before { content: " · "; } table.symbols td:empty { display: none; }
  table.numbers td, table.data td { display: inline-block; width: auto; margin-right: 14px; }
  .number { white-space: normal; } dl { grid-template-columns: minmax(0, 1fr); } dt { margin-top: 6px; }
}
@media print {
  @page { size: A4; margin: 15mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; }
  nav, footer, .skip, .copy button, .modebar-container, details:not([open]) { display: none; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 18pt 0 6pt; } h2, h3, caption, thead { break-after: avoid; }
  figure { margin: 8pt 0 12pt; } figure h3 { font-size: 10.5pt; } figure, tr, .answer, .equations { break-inside: avoid; } p, li { orphans: 2; widows: 2; }
  .answer b { font-size: 13pt; } .copy pre { padding-right: 12px; }
  table { font-size: 8pt; } caption, .small, figcaption, figure .key, figure .note, pre, code, dl { font-size: 8pt; } table.numbers, table.data { font-size: 7.5pt; } table.wide { font-size: 6.5pt; }
  th, td { padding: 3pt 6pt 3pt 0; } table.symbols th, table.symbols td { padding: 1.5pt 12pt 1.5pt 0; } .verdict { white-space: normal; } a { color: inherit; text-decoration: none; }
}
`;
