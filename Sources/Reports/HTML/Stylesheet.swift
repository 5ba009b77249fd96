/// The look of the HTML page: light and dark by the reader's setting, one column, made to be printed too.
enum Stylesheet {
  static let text = palette + page + parts + drawing + media

  private static let palette = """
    :root {
      --paper: #fbfaf7; --card: #ffffff; --ink: #1c1b19; --soft: #6c6860; --faint: #a39e94; --rule: #e5e1d8;
      --red: #c0271f; --red-wash: #fbeae7; --amber: #8a5a00; --green: #2c7a4b; --blue: #2358a8; --code: #f3f0ea;
      --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #131417; --card: #1a1c20; --ink: #e8e6e1; --soft: #a09b92; --faint: #6b675f; --rule: #2d2f35;
        --red: #ff7a6e; --red-wash: #33201f; --amber: #e0b15a; --green: #74c793; --blue: #85b2f5; --code: #22252a;
      }
    }

    """

  private static let page = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans);
      font-variant-numeric: tabular-nums; }
    main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
    header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; color: var(--soft);
      font-size: .875rem; margin-bottom: 2.25rem; }
    header .mark { font: 700 .9375rem var(--mono); color: var(--ink); letter-spacing: -.01em; }
    header .mark::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .5em;
      background: var(--red); border-radius: 1px; }
    h1 { font-size: clamp(1.375rem, 1.05rem + 1.4vw, 1.875rem); line-height: 1.3; font-weight: 600; letter-spacing: -.015em;
      margin: 0 0 .75rem; text-wrap: pretty; overflow-wrap: anywhere; }
    h2 { font-size: 1.125rem; line-height: 1.35; font-weight: 600; margin: 0; letter-spacing: -.005em; }
    h3 { font-size: .75rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft);
      margin: 2rem 0 .625rem; }
    p { margin: 0 0 .75rem; max-width: 46rem; text-wrap: pretty; }
    h1 code { font-size: .92em; font-weight: 600; }
    code, .mono { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
    section { margin-top: 2.75rem; padding-top: 1.75rem; border-top: 1px solid var(--rule); }
    footer { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); color: var(--soft);
      font-size: .875rem; }
    footer p { margin: 0 0 .375rem; overflow-wrap: anywhere; }
    .meta { color: var(--soft); font-size: .875rem; margin: .25rem 0 0; max-width: none; overflow-wrap: anywhere; }
    .warning { color: var(--amber); }

    """

  private static let parts = """
    .verdict { display: flex; flex-wrap: wrap; gap: .375rem; align-items: baseline; margin: .875rem 0 0; padding: 0;
      list-style: none; }
    .verdict li { font: .8125rem var(--mono); padding: .1875rem .5625rem; border: 1px solid var(--rule);
      border-radius: 4px; color: var(--soft); }
    .verdict li.first { color: var(--red); border-color: currentColor; background: var(--red-wash); font-weight: 600; }
    .verdict li.word { border: 0; padding-left: .25rem; font-family: var(--sans); }
    .scroll { overflow-x: auto; margin: 1.25rem 0 0; }
    table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
    th { text-align: left; font-weight: 500; color: var(--soft); font-size: .8125rem; padding: .25rem 1rem .375rem 0;
      border-bottom: 1px solid var(--rule); white-space: nowrap; }
    td { vertical-align: top; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    td.number, th.number { text-align: right; white-space: nowrap; }
    td.narrow { white-space: nowrap; color: var(--soft); }
    td.sign { width: 1.5rem; font-family: var(--mono); font-weight: 700; padding-right: .5rem; }
    tr.for td.sign { color: var(--green); } tr.against td.sign { color: var(--red); }
    tr.decisive td.strength { color: var(--ink); font-weight: 600; }
    ul.advice { margin: 0; padding-left: 1.125rem; max-width: 46rem; } ul.advice li { margin-bottom: .375rem; }
    .bearing { color: var(--soft); font-size: .8125rem; }
    tr.failed td code { color: var(--red); }
    .bar { height: .5rem; background: var(--red); border-radius: 1px; min-width: 2px; opacity: .8; }
    td.gauge { width: 28%; vertical-align: middle; }
    dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .375rem 1.25rem; margin: 0;
      font-size: .9375rem; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
    details { margin-top: .75rem; font-size: .875rem; color: var(--soft); }
    summary { cursor: pointer; }
    pre { overflow-x: auto; background: var(--code); color: var(--ink); border-radius: 6px; padding: 1rem;
      font: .75rem/1.5 var(--mono); margin: .625rem 0 0; }
    .diff { display: block; white-space: pre-wrap; }
    .diff.minus { color: var(--red); } .diff.plus { color: var(--green); }
    .status { font-weight: 600; } .status.passed { color: var(--green); } .status.failed { color: var(--red); }
    .status.skipped, .status.kernel-differs, .status.not-reproducible { color: var(--amber); }

    """

  private static let drawing = """
    svg.ladder { display: block; width: 100%; height: auto; min-width: 46rem; font-family: var(--mono); }
    .ladder text { fill: var(--ink); font-size: 12.5px; }
    .ladder .soft { fill: var(--soft); } .ladder .tiny { font-size: 11px; } .ladder .faint { fill: var(--faint); }
    .ladder .name { font-weight: 600; font-size: 13px; } .ladder .bold { font-weight: 600; }
    .ladder .red { fill: var(--red); } .ladder .blue { fill: var(--blue); } .ladder .amber { fill: var(--amber); }
    .ladder .life { stroke: var(--faint); stroke-width: 1.5; }
    .ladder .dead { stroke: var(--red); stroke-width: 1.5; stroke-dasharray: 3 4; }
    .ladder .wire { stroke: var(--soft); stroke-width: 1.25; }
    .ladder .head { fill: var(--soft); }
    .ladder .wire.reset { stroke: var(--red); stroke-width: 2.25; } .ladder .head.reset { fill: var(--red); }
    .ladder .band { fill: var(--red-wash); }
    .ladder .dot { fill: var(--paper); stroke: var(--blue); stroke-width: 1.75; }
    .ladder .dot.failed { fill: var(--red); stroke: var(--red); }
    .ladder .dot.kernel { stroke: var(--faint); }

    """

  private static let media = """
    @media (max-width: 40rem) {
      main { padding: 1.5rem 1rem 3rem; }
      dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .625rem; }
      table.stack thead { display: none; }
      table.stack, table.stack tbody, table.stack tr, table.stack td { display: block; width: auto; }
      table.stack td { border: 0; padding: 0; white-space: normal; }
      table.stack tr { padding: .625rem 0; border-bottom: 1px solid var(--rule); }
      table.stack td.sign, table.stack td.narrow { display: inline; padding-right: .375rem; }
    }
    @media print {
      :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --faint: #777; --rule: #ccc; --red: #b3170f;
        --red-wash: #f7e3e0; --amber: #6b4600; --green: #1d5c37; --blue: #1d4a8c; --code: #f5f5f5; }
      body { font-size: 10.5pt; } main { padding: 0; max-width: none; }
      svg.ladder { min-width: 0; } .scroll { overflow: visible; }
      figure, tr, .verdict { break-inside: avoid; } h2, h3 { break-after: avoid; }
      details { display: none; }
    }

    """
}
