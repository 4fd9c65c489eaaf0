/** The look of the page. It loads nothing. */
export const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }
nav a { margin-right: .75rem; }
h2 { border-bottom: 1px solid #8886; padding-bottom: .25rem; margin-top: 2rem; }
h2 small, time, .context, .note { color: light-dark(#666, #a5a5a5); font-weight: normal; font-size: .85em; }
.tag { border: 1px solid #8888; border-radius: .6em; padding: 0 .5em; font-size: .75rem; font-weight: normal; }
article { margin: .6rem 0; }
.thread { margin-left: 2.5rem; border-left: 3px solid #8884; padding-left: .75rem; }
.scheduled, .never { opacity: .75; border: 1px dashed #888; padding: .25rem .75rem; }
h3 { margin: .2rem 0; font-size: 1.05rem; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1rem; }
.table { overflow-x: auto; margin: .35rem 0; } table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .15rem .5rem; text-align: start; vertical-align: top; white-space: nowrap; }
th { background: #8881; } .right { text-align: end; font-variant-numeric: tabular-nums; } .center { text-align: center; }
.wrapped { white-space: normal; overflow-wrap: anywhere; min-width: 6.5em; }
mark { background: #fde08a; color: #222; } a { text-decoration: underline; }
form { display: inline; } pre, code { background: #8882; } blockquote { border-left: 3px solid #8886; margin: 0; padding-left: .5rem; }
article { overflow-wrap: anywhere; }
`;
