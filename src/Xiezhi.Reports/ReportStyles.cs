namespace Xiezhi.Reports;

/// <summary>The styles of a report file, for the screen and for paper.</summary>
internal static class ReportStyles
{
    public const string Css =
        """
        :root { color-scheme: light; --ink: #1d2129; --quiet: #4e5969; --line: #d5d9e0;
          --link: #0b4f9e; --mark: #7a4d00; --mark-ground: #fff3d6; --red: #a8201a; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; color: var(--ink); background: #fff;
          font: 1.0625rem/1.85 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, Georgia, serif; }
        header { border-bottom: 3px solid var(--red); margin-bottom: 2rem; }
        h1 { font-size: 1.75rem; line-height: 1.4; text-align: center; margin: 1rem 0 1.5rem; }
        h2 { font-size: 1.25rem; line-height: 1.5; margin: 2.25rem 0 .75rem; }
        :lang(zh) main > section > p { text-indent: 2em; }
        .mark { margin: 0 0 1rem; padding: .5rem .9rem; color: var(--mark); background: var(--mark-ground); border-left: 4px solid currentColor;
          font-size: .9375rem; }
        a { color: var(--link); text-underline-offset: .2em; }
        a:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .figure { font-weight: 600; white-space: nowrap; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font: .875rem/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
        th, td { border-bottom: 1px solid var(--line); padding: .6rem .7rem; text-align: left; vertical-align: top; }
        thead th { border-bottom: 2px solid var(--ink); white-space: nowrap; }
        tbody th { min-width: 15em; font-weight: 600; }
        thead th:is(:nth-child(2), :nth-child(3), :nth-child(4)) { text-align: right; }
        tr:target { background: #eaf2fc; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        code { color: var(--quiet); font: .8125rem/1.5 ui-monospace, "Cascadia Mono", Consolas, monospace; overflow-wrap: anywhere; }
        .aside { margin: .4rem 0 0; color: var(--quiet); }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; }
        @media print { body { padding: 0; max-width: none; } a { color: inherit; text-decoration: none; } tr { break-inside: avoid; } }

        """;
}
