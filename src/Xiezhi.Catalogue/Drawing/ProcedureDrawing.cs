using System.Globalization;
using System.Net;
using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Drawing;

/// <summary>Draws an edition as SVG: stages in columns from the opening to the end, in each the acts that are possible there with who does them, a line for each stage to which
/// acts lead, and below them every limit as a bracket with its days and its article. Colours are variables of CSS with a value for where there are none, so that it is legible
/// in a page, in the dark and in a file of its own.</summary>
public static class ProcedureDrawing
{
    private const int TopOfChannels = 10;

    /// <summary>The classes of a drawing with their looks, as a page takes them in once for all its drawings.</summary>
    public const string Style = """
        .procedure{font-family:var(--sans,"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif);color:var(--ink,#1d2630)}
        .procedure .box{fill:var(--sunken,#f4f6f8);stroke:var(--line-strong,#9aa6b2)}.procedure .any{fill:none;stroke-dasharray:4 3}.procedure .end{fill:var(--idle-ground,#eceff2);stroke:var(--ink,#1d2630)}
        .procedure .here{stroke:var(--red,#b3261e);stroke-width:3}.procedure text{font-size:13px;fill:var(--ink,#1d2630)}.procedure .t{font-size:15px;font-weight:600}
        .procedure .w{font-size:11px;fill:var(--muted,#5b6672)}.procedure .l{fill:none;stroke:var(--bar,#5a7184);stroke-width:1.4}.procedure .d{fill:var(--bar,#5a7184)}
        .procedure .c{stroke:var(--red,#b3261e)}.procedure .c.d{fill:var(--red,#b3261e);stroke:none}.procedure .b{stroke-dasharray:5 3}
        .procedure .k{fill:none;stroke:var(--bar-strong,#2c4a63);stroke-width:2}.procedure .p{stroke:var(--red,#b3261e)}.procedure .s{stroke-dasharray:3 3}.procedure .r{stroke:var(--line,#d5dbe1)}
        """;

    // Outside a page nobody defines the colours of the dark.
    private const string Dark = "@media (prefers-color-scheme:dark){svg.procedure{--ink:#e6eaee;--sunken:#1c242c;--line-strong:#586572;--idle-ground:#2a333c;--muted:#a3afba;--bar:#8fb0c9;--bar-strong:#a9c8de;--red:#f2877f;--line:#36414b;background:#12181e}}";

    /// <summary>Draws the edition.</summary>
    /// <param name="english">English titles instead of Chinese.</param>
    /// <param name="here">Index of the stage that is marked as the present one, <see cref="CaseState.Closed"/> for the end; null marks none.</param>
    /// <param name="alone">Whether it is a file of its own, with its looks in it.</param>
    public static string Svg(Edition edition, bool english = false, int? here = null, bool alone = true)
    {
        var layout = new Layout(edition, english);
        var svg = new StringBuilder(8192);
        var name = string.Create(CultureInfo.InvariantCulture, $"d{(uint)edition.Id.Aggregate(17, (h, c) => unchecked((h * 31) + c)):x}");
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"procedure\" role=\"img\" aria-labelledby=\"{name}t {name}d\" viewBox=\"0 0 {layout.Width} {layout.Height}\" width=\"{layout.Width}\" height=\"{layout.Height}\">");
        svg.Append($"<title id=\"{name}t\">{Escaped(Title(edition, english))}</title><desc id=\"{name}d\">{Escaped(Description(edition, here, english))}</desc>");
        if (alone) { svg.Append("<style>").Append(Style).Append(Dark).Append("</style>"); }
        foreach (var line in layout.Lines.All) { Draw(svg, layout, line); }
        foreach (var box in layout.Boxes) { Draw(svg, edition, box, here, english); }
        if (layout.Brackets.Length > 0) { svg.Append($"<path class=\"l r\" d=\"M12 {layout.Bottom}H{layout.Width - 12}\"/>"); }
        foreach (var bracket in layout.Brackets) { Draw(svg, bracket); }
        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, Layout layout, Line line)
    {
        var target = layout.BoxAt(line.To);
        var kind = line.To == CaseState.Closed ? " c" : line.Forward ? "" : " b";
        var enter = LaneX(layout, line.Column - 1, line.To);
        var path = new StringBuilder();
        var channel = layout.Lines.HasChannel(line.To) ? TopOfChannels + (layout.Lines.ChannelOf(line.To) * Layout.Lane) : 0;
        var lowest = target.Arrival;
        foreach (var source in layout.Boxes)
        {
            foreach (var row in source.Rows.Where(r => r.To == line.To)) { path.Append($"M{source.Right} {row.Y}H{LaneX(layout, source.Column, line.To)}"); }
        }

        foreach (var column in line.Sources)
        {
            var x = LaneX(layout, column, line.To);
            var ys = layout.Boxes.Where(b => b.Column == column).SelectMany(b => b.Rows).Where(r => r.To == line.To).Select(r => r.Y).ToList();
            if (column == line.Column - 1) { path.Append($"M{x} {Math.Min(ys.Min(), lowest)}V{Math.Max(ys.Max(), lowest)}"); }
            else { path.Append($"M{x} {ys.Max()}V{channel}H{enter}V{lowest}"); }
        }

        path.Append($"M{enter} {lowest}H{target.X - 5}");
        svg.Append($"<path class=\"l{kind}\" d=\"{path}\"/><path class=\"d{kind}\" d=\"M{target.X} {lowest}l-8-4v8z\"/>");
    }

    private static int LaneX(Layout layout, int gutter, int to)
    {
        var right = layout.Boxes.Where(b => b.Column == Math.Max(gutter, 0)).Max(b => b.Right);
        return gutter < 0 ? 6 : right + 12 + (layout.Lines.LaneOf(gutter, to) * Layout.Lane);
    }

    private static void Draw(StringBuilder svg, Edition edition, StageBox box, int? here, bool english)
    {
        var kind = box.Place switch { CaseState.Closed => "box end", Layers.Any => "box any", Layers.Start => "", _ => "box" };
        if (kind.Length > 0) { svg.Append($"<rect class=\"{kind}{(box.Place == here ? " here" : "")}\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{box.Height}\" rx=\"4\"/>"); }
        if (box.Title.Length > 0) { svg.Append($"<text class=\"t\" x=\"{box.X + 10}\" y=\"{box.Y + 22}\">{Escaped(box.Title)}{(box.Place == here ? english ? " (now here)" : "（现在这里）" : "")}</text>"); }
        foreach (var row in box.Rows)
        {
            svg.Append($"<text x=\"{box.X + 10}\" y=\"{row.Y + 4}\">{Escaped(row.Title)}<tspan class=\"w\" dx=\"6\">{Escaped(row.Who)}</tspan></text>");
        }

        if (box.Place != CaseState.Closed) { return; }
        var y = box.Y + 34 + (box.Rows.Length * Layout.RowHeight) + 16;
        foreach (var outcome in edition.Outcomes.Where(o => !o.BuiltIn))
        {
            svg.Append($"<circle class=\"c d\" cx=\"{box.X + 13}\" cy=\"{y - 4}\" r=\"2.5\"/><text x=\"{box.X + 22}\" y=\"{y}\">{Escaped(outcome.Title.In(english))}</text>");
            y += Layout.RowHeight;
        }
    }

    private static void Draw(StringBuilder svg, Bracket bracket)
    {
        var kind = bracket.Limit.Rank != Rank.Statutory ? " s" : bracket.Limit.BindsParty ? " p" : "";
        svg.Append($"<path class=\"k{kind}\" d=\"M{bracket.From} {bracket.Y - 3}v5H{bracket.To}v-5\"/><text x=\"{bracket.From + 6}\" y=\"{bracket.Y - 6}\">{Escaped(bracket.Label)}");
        svg.Append(bracket.Note.Length == 0 ? "</text>" : $"</text><text class=\"w\" x=\"{bracket.From + 6}\" y=\"{bracket.Y + 15}\">{Escaped(bracket.Note)}</text>");
    }

    private static string Title(Edition edition, bool english) => english ? $"{edition.Title.En}: stages, acts and limits" : $"{edition.Title.Zh}：阶段、行为和期限";

    private static string Description(Edition edition, int? here, bool english)
    {
        var present = here is not { } stage ? "" : stage < 0 ? english ? " The case is closed." : "本案已经办结。"
            : english ? $" The case is in the stage '{edition.Stages[stage].Title.En}'." : $"本案现在“{edition.Stages[stage].Title.Zh}”阶段。";
        return (english ? $"{edition.Stages.Length} stages from left to right, {edition.Acts.Length} acts, {edition.Limits.Length} limits; the tables say the same."
            : $"从左到右{edition.Stages.Length}个阶段，{edition.Acts.Length}项行为，下方{edition.Limits.Length}个期限；内容与表格相同。") + present;
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
