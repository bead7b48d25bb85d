/** HTML: a script element of JSON at the end of the head, in which no `<` can end it. */
import { CARRIED, elementCarrier } from './carrier.ts';

export const htmlCarrier = elementCarrier(
  { open: `<script type="application/json" id="${CARRIED}">`, close: '</script>' },
  (html) => html.indexOf('</head>'),
  // In JSON `<` stands only inside of strings, which may have it escaped.
  { write: (text) => text.replaceAll('<', '\\u003c'), read: (text) => text },
);
