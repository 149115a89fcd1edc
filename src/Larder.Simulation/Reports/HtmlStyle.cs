namespace Larder.Simulation.Reports;

/// <summary>The style sheet of the page. The policy of the page names its hash, so it is the only style a browser applies.</summary>
internal static class HtmlStyle
{
    public const string Text = """

        :root {
          --page: #f6f4ef; --card: #ffffff; --ink: #1d2521; --soft: #5c6762; --rule: #dfdcd3;
          --adaptive: #00715f; --lru: #2a62c9; --lfu: #a8500a; --fifo: #7d4a9c;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #121614; --card: #1b211e; --ink: #e9eeea; --soft: #9caaa3; --rule: #323b37;
            --adaptive: #4fd6b8; --lru: #86b2ff; --lfu: #f3ae5c; --fifo: #cda5ea;
          }
        }
        * { box-sizing: border-box; margin: 0; }
        body {
          background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
        }
        main { max-width: 960px; margin: 0 auto; padding: 48px 24px 56px; }
        .kicker { font-size: 13px; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
        h1 { font-size: 32px; line-height: 1.2; letter-spacing: -.015em; margin: 4px 0 6px; overflow-wrap: anywhere; }
        .facts { color: var(--soft); }
        section { background: var(--card); border: 1px solid var(--rule); border-radius: 14px; padding: 24px 24px 12px; margin-top: 28px; }
        h2 { font-size: 19px; line-height: 1.3; }
        .lead { margin-top: 2px; color: var(--soft); }
        figure { margin: 18px 0 14px; }
        .plot { display: block; width: 100%; height: auto; }
        .plot.narrow { display: none; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .axis { stroke: var(--soft); stroke-width: 1; }
        .leader { stroke: var(--soft); stroke-width: 1; opacity: .55; }
        .tick, .name { fill: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; }
        .label { font-size: 14px; font-weight: 650; }
        .label .rate { fill: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; }
        .line polyline { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
        .line.adaptive polyline { stroke-width: 3; }
        .line path { fill: currentColor; stroke: var(--card); stroke-width: 1.5; }
        .adaptive { color: var(--adaptive); } .lru { color: var(--lru); }
        .lfu { color: var(--lfu); } .fifo { color: var(--fifo); }
        text.label { fill: currentColor; }
        .short { display: none; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { caption-side: bottom; text-align: left; color: var(--soft); font-size: 13px; padding: 8px 8px 4px; }
        th, td { text-align: right; padding: 7px 8px; border-top: 1px solid var(--rule); font-weight: 400; white-space: nowrap; }
        thead th { border-top: 0; vertical-align: bottom; font-weight: 600; }
        thead th:first-child, tbody th { text-align: left; color: var(--soft); font-weight: 400; }
        tbody strong { font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 4px; }
        .key { width: 32px; height: 16px; margin-right: 8px; vertical-align: -2px; }
        footer { margin-top: 24px; color: var(--soft); font-size: 14px; max-width: 70ch; }
        @media (max-width: 640px) {
          main { padding: 24px 12px 32px; }
          h1 { font-size: 24px; }
          section { padding: 16px 12px 8px; margin-top: 18px; }
          .plot.wide { display: none; }
          .plot.narrow { display: block; }
          th, td { padding: 6px 5px; font-size: 14px; }
          .full { display: none; }
          .short { display: inline; }
          .key { display: block; margin: 0 0 2px auto; }
        }
        @media print { main { max-width: none; padding: 0; } section { break-inside: avoid; } }

        """;
}
