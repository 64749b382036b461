using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Procedures;

/// <summary>A procedure as a drawing: stages from top to bottom, and for each stage one line (a bus) on which the acts that lead there arrive.</summary>
/// <remarks>Distances are in units of the drawing, in which a Chinese character is 13 wide.</remarks>
public sealed class StageDiagram
{
    public const int BoxWidth = 176;
    private const int TitleHeight = 34;
    private const int PortHeight = 25;
    private const int NoteHeight = 19;
    private const int Gap = 18;
    private const int LaneWidth = 15;
    private const int Margin = 10;

    private readonly Edition edition;
    private readonly bool english;

    public StageDiagram(Edition edition, bool english, string anyStage, string closed)
    {
        this.edition = edition;
        this.english = english;
        var boxes = Boxes(anyStage, closed);
        var widest = boxes.SelectMany(box => box.Ports).Select(port => WidthOf(port.Label)).DefaultIfEmpty(0).Max();
        LabelX = Margin + BoxWidth + 12;
        var firstLane = LabelX + widest + LaneWidth;
        All = boxes;
        Buses = InLanes(boxes, firstLane);
        Width = firstLane + ((Buses.Select(bus => bus.Lane).DefaultIfEmpty(-1).Max() + 1) * LaneWidth) + Margin;
        Height = boxes[^1].Y + boxes[^1].Height + Margin;
    }

    public ImmutableArray<Box> All { get; }
    public ImmutableArray<Bus> Buses { get; }
    public int Width { get; }
    public int Height { get; }
    public int LabelX { get; }
    public static int BoxX => Margin;
    public static int BoxRight => Margin + BoxWidth;

    private ImmutableArray<Box> Boxes(string anyStage, string closed)
    {
        var y = Margin;
        var boxes = ImmutableArray.CreateBuilder<Box>();
        void Add(BoxKind kind, int stage, string title, IEnumerable<Act> acts)
        {
            var leaving = new List<Port>();
            var staying = new List<string>();
            foreach (var act in acts)
            {
                if (TargetOf(act, stage) is { } target) { leaving.Add(new Port(act.Title.In(english), target, 0)); }
                else { staying.Add(act.Title.In(english)); }
            }

            var lines = Wrapped(staying);
            var top = kind == BoxKind.Start ? 0 : TitleHeight;
            var below = Math.Max(leaving.Count * PortHeight, lines.Length * NoteHeight);
            var height = Math.Max(top + below + (below > 0 ? 8 : 2), TitleHeight);
            var firstPort = y + top + (PortHeight / 2) + 3;
            boxes.Add(new Box(kind, stage, title, y, height, lines, [.. leaving.Select((port, i) => port with { Y = firstPort + (i * PortHeight) })]));
            y += height + Gap;
        }

        Add(BoxKind.Start, NoStage, "", edition.Acts.Where(act => act.Opens));
        foreach (var stage in edition.Stages)
        {
            Add(BoxKind.Stage, stage.Index, stage.Title.In(english), edition.Acts.Where(act => !act.Opens && !act.FromAny && act.From.Contains(stage.Index)));
        }

        if (edition.Acts.Any(act => act.FromAny)) { Add(BoxKind.Any, NoStage, anyStage, edition.Acts.Where(act => act.FromAny)); }
        Add(BoxKind.Closed, Closed, closed, edition.Acts.Where(act => act.FromClosed && !act.Opens));
        return boxes.ToImmutable();
    }

    private const int NoStage = -2;
    private const int Closed = -1;

    private static int? TargetOf(Act act, int from) => act.Closes.Length > 0 ? Closed : act.To >= 0 && act.To != from ? act.To : null;

    // The shortest bus takes the innermost free lane, so that lines cross as little as they can.
    private static ImmutableArray<Bus> InLanes(ImmutableArray<Box> boxes, int firstLane)
    {
        var buses = new List<Bus>();
        var spans = boxes.Where(box => box.Kind is BoxKind.Stage or BoxKind.Closed)
            .Select(box => (Box: box, Ports: (ImmutableArray<int>)[.. from port in boxes.SelectMany(other => other.Ports) where port.Target == box.Stage select port.Y]))
            .Where(span => span.Ports.Length > 0)
            .Select(span => (span.Box, span.Ports, Top: Math.Min(span.Box.ArrivalY, span.Ports.Min()), Bottom: Math.Max(span.Box.ArrivalY, span.Ports.Max())))
            .OrderBy(span => span.Bottom - span.Top);
        foreach (var span in spans)
        {
            var lane = 0;
            while (buses.Any(bus => bus.Lane == lane && bus.Top <= span.Bottom + 4 && span.Top <= bus.Bottom + 4)) { lane++; }
            buses.Add(new Bus(span.Box, lane, firstLane + (lane * LaneWidth), span.Top, span.Bottom, span.Ports));
        }

        return [.. buses];
    }

    private ImmutableArray<string> Wrapped(List<string> titles)
    {
        var lines = new List<string>();
        var separator = english ? ", " : "、";
        foreach (var title in titles)
        {
            if (lines.Count > 0 && WidthOf(lines[^1] + separator + title) <= (BoxWidth - 20) * 13 / 12) { lines[^1] += separator + title; }
            else { lines.Add(title); }
        }

        return [.. lines];
    }

    private static int WidthOf(string text) => text.Sum(c => c > 0x2E7F ? 13 : 7);
}

public enum BoxKind { Start, Stage, Any, Closed }

/// <summary>One stage in the drawing.</summary>
/// <param name="Notes">Acts that change no stage.</param>
/// <param name="Ports">Acts that lead away, each on a line of its own.</param>
public sealed record Box(BoxKind Kind, int Stage, string Title, int Y, int Height, ImmutableArray<string> Notes, ImmutableArray<Port> Ports)
{
    public int ArrivalY => Y + 17;
}

/// <param name="Target">Index of the stage it leads to, or -1 for the end.</param>
public sealed record Port(string Label, int Target, int Y);

/// <summary>The line on which all acts that lead to one stage arrive.</summary>
public sealed record Bus(Box To, int Lane, int X, int Top, int Bottom, ImmutableArray<int> Ports);
