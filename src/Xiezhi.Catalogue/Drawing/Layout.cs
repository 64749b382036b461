using System.Collections.Immutable;
using Xiezhi.Catalogue.Wording;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Drawing;

/// <summary>A stage, with a row for each act that is possible in it.</summary>
/// <param name="Place">Index of the stage, <see cref="CaseState.Closed"/>, or one of the places of <see cref="Layers"/>.</param>
internal sealed record StageBox(int Place, int Column, string Title, int X, int Y, int Width, int Height, ImmutableArray<ActRow> Rows)
{
    public int Right => X + Width;
    /// <summary>Height at which lines arrive.</summary>
    public int Arrival => Y + 17;
}

/// <param name="To">Where it leads; null when the case stays.</param>
internal sealed record ActRow(string Title, string Who, int? To, int Y);

/// <summary>A limit as a bracket below the stages, from the column in which it starts to that in which it stops.</summary>
internal sealed record Bracket(Limit Limit, string Label, string Note, int From, int To, int Y);

/// <summary>Where everything of a drawing stands. Distances are in units of the drawing, in which a Chinese character is 13 wide.</summary>
internal sealed class Layout
{
    public const int Lane = 11;
    public const int RowHeight = 20;
    private const int Margin = 12;
    private const int TitleHeight = 34;
    private const int Gap = 22;
    private const int BracketHeight = 36;
    private const int Narrowest = 92;
    private const int Widest = 250;

    private readonly Edition edition;
    private readonly EditionText text;
    private readonly Layers layers;
    private readonly bool english;

    public Layout(Edition edition, bool english)
    {
        (this.edition, this.english) = (edition, english);
        text = new EditionText(edition);
        layers = new Layers(edition);
        Lines = new Lines(layers);
        Boxes = Place();
        Width = Boxes.Max(b => b.Right) + Lines.GutterWidth(layers.Columns.Length - 1) + Margin;
        Bottom = Boxes.Max(b => b.Y + b.Height) + 16;
        Brackets = Bracketed();
        Width = Math.Max(Width, Brackets.Select(b => b.From + 8 + Math.Max(WidthOf(b.Label, 13), WidthOf(b.Note, 11))).DefaultIfEmpty(0).Max() + Margin);
        Height = Bottom + (Brackets.Length * BracketHeight) + Margin + (Brackets.IsEmpty ? 0 : 14);
    }

    public ImmutableArray<StageBox> Boxes { get; }
    public ImmutableArray<Bracket> Brackets { get; }
    public Lines Lines { get; }
    public int Width { get; }
    public int Height { get; }
    /// <summary>Where the stages end and the limits begin.</summary>
    public int Bottom { get; }

    public StageBox BoxAt(int place) => Boxes.First(b => b.Place == place);

    private ImmutableArray<StageBox> Place()
    {
        var boxes = ImmutableArray.CreateBuilder<StageBox>();
        var top = Margin + (Lines.Channels * Lane) + (Lines.Channels > 0 ? 10 : 0);
        var x = Margin;
        for (var column = 0; column < layers.Columns.Length; column++)
        {
            var width = layers.Columns[column].Select(WidthOf).Append(Narrowest).Max();
            var y = top;
            foreach (var place in layers.Columns[column])
            {
                var title = TitleOf(place);
                var head = title.Length == 0 ? 4 : TitleHeight;
                var shown = layers.ActsAt(place).ToList();
                var rows = shown.Select((act, i) => new ActRow(act.Title.In(english), text.Who(act).In(english), layers.Target(act, place), y + head + (i * RowHeight) + 12)).ToImmutableArray();
                var outcomes = place == CaseState.Closed ? edition.Outcomes.Count(o => !o.BuiltIn) : 0;
                var height = head + ((rows.Length + outcomes) * RowHeight) + 6;
                boxes.Add(new StageBox(place, column, title, x, y, width, height, rows));
                y += height + Gap;
            }

            x += width + Lines.GutterWidth(column);
        }

        return boxes.DrainToImmutable();
    }

    private string TitleOf(int place) => place switch
    {
        Layers.Start => "",
        Layers.Any => english ? "Any stage" : "任一阶段",
        _ => text.Stage(place).In(english),
    };

    private int WidthOf(int place)
    {
        var rows = layers.ActsAt(place).Select(a => WidthOf(a.Title.In(english), 13) + 8 + WidthOf(text.Who(a).In(english), 11));
        var outcomes = place == CaseState.Closed ? edition.Outcomes.Where(o => !o.BuiltIn).Select(o => WidthOf(o.Title.In(english), 13) + 12) : [];
        return Math.Min(Widest, rows.Concat(outcomes).Append(WidthOf(TitleOf(place), 15)).Max() + 24);
    }

    private ImmutableArray<Bracket> Bracketed()
    {
        var y = Bottom + 20;
        var brackets = ImmutableArray.CreateBuilder<Bracket>();
        foreach (var limit in edition.Limits)
        {
            var (from, to) = (Starts(limit), Stops(limit));
            if (to < from) { (from, to) = (to, from); }
            var article = limit.Basis is { } basis ? EditionText.Article(basis).In(english) : "";
            var follows = text.Follows(limit).In(english);
            var label = $"{limit.Title.In(english)} {text.Long(limit).In(english)}{(article.Length > 0 ? english ? $" ({article})" : $"（{article}）" : "")}";
            var note = string.Join(english ? "; " : "；", new[] { Extra(limit), follows.Length == 0 ? "" : english ? $"when over: {follows}" : $"届满：{follows}" }.Where(n => n.Length > 0));
            brackets.Add(new Bracket(limit, label, note, from, Math.Max(to, from + 24), y));
            y += BracketHeight;
        }

        return brackets.DrainToImmutable();
    }

    private string Extra(Limit limit)
    {
        if (limit.ExtendedBy is not { } extension) { return ""; }
        var more = extension.UpTo is { } cap ? EditionText.Length(cap).In(english) : "";
        return english ? $"may be extended{(more.Length > 0 ? $" by {more}" : "")}" : $"可延长{more}";
    }

    // A clock starts where the case is after its act, and stops where it was before the act that stops it.
    private int Starts(Limit limit)
    {
        var acts = edition.Acts.Where(a => a.Starts.Contains(limit.Index) || a.Documents.Any(d => edition.Documents[d].Starts.Contains(limit.Index)) || limit.FromFacts.Any(a.MayTakeFact)
            || (limit.BeforeFact >= 0 && a.MayTakeFact(limit.BeforeFact))).ToList();
        if (limit.BeforeDueOf >= 0) { return Starts(edition.Limits[limit.BeforeDueOf]); }
        var places = acts.Where(a => !(limit.FromFacts.Length > 0 && a.Opens)).SelectMany(a => a.Closes.Length > 0 ? [CaseState.Closed] : a.To >= 0 ? [a.To] : a.FromAny ? [Layers.Any] : a.From.AsEnumerable());
        var before = limit.FromFacts.Length > 0 && acts.Any(a => a.Opens) ? [Boxes[0].X] : Enumerable.Empty<int>();
        var ends = edition.Limits.Where(l => l.StartsAtEnd.Contains(limit.Index) && l != limit).Select(Stops);
        return before.Concat(ends).Concat(places.Select(p => BoxAt(p).X)).DefaultIfEmpty(Boxes[0].X).Min();
    }

    private int Stops(Limit limit)
    {
        var ends = limit.StopsOnClosing ? [BoxAt(CaseState.Closed).X] : Enumerable.Empty<int>();
        var acts = edition.Acts.Where(a => a.Stops.Contains(limit.Index) || a.Documents.Any(d => edition.Documents[d].Stops.Contains(limit.Index)));
        var places = acts.SelectMany(a => a.Opens ? [Layers.Start] : a.FromAny ? [Layers.Any] : a.FromClosed ? [CaseState.Closed] : a.From.AsEnumerable());
        var others = edition.Limits.Where(l => l.StopsAtEnd.Contains(limit.Index)).Select(l => Boxes[0].Right);
        var held = limit.Holds.SelectMany(h => edition.Acts[h].From);
        return ends.Concat(others).Concat(places.Concat(held).Select(p => BoxAt(p).Right)).DefaultIfEmpty(BoxAt(CaseState.Closed).X).Max();
    }

    internal static int WidthOf(string text, int size) => text.Sum(c => c > 0x2E7F ? size : (size * 11 / 20) + 1);
}
