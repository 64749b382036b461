using System.Collections.Immutable;
using Xiezhi.Law.Cases;

namespace Xiezhi.Catalogue.Drawing;

/// <summary>The lines of a drawing: all acts that lead to one stage share one. It runs in a lane of its own in the gap right of each column from which an act leads there,
/// through a channel of its own above the stages when it must pass a column, and into the stage from the left.</summary>
internal sealed class Lines
{
    private readonly Dictionary<(int Gutter, int To), int> lanes = [];
    private readonly Dictionary<int, int> channels = [];
    private readonly Dictionary<int, int> used = [];

    public Lines(Layers layers)
    {
        var columnOf = layers.Columns.SelectMany((places, c) => places.Select(p => (Place: p, Column: c))).ToDictionary(p => p.Place, p => p.Column);
        All =
        [
            .. from place in columnOf.Keys.Order()
               where place >= CaseState.Closed
               let sources = columnOf.Keys.SelectMany(p => layers.ActsAt(p).Where(a => layers.Target(a, p) == place).Select(_ => columnOf[p])).Distinct().Order().ToImmutableArray()
               where sources.Length > 0
               select new Line(place, columnOf[place], sources, sources.Any(s => s < columnOf[place])),
        ];
        foreach (var line in All.OrderByDescending(l => l.Column))
        {
            foreach (var gutter in line.Sources.Append(line.Column - 1).Distinct()) { Take(gutter, line.To); }
            if (line.Sources.Any(s => s != line.Column - 1)) { channels.Add(line.To, channels.Count); }
        }
    }

    public ImmutableArray<Line> All { get; }

    /// <summary>How many lines pass above the stages.</summary>
    public int Channels => channels.Count;

    public bool HasChannel(int to) => channels.ContainsKey(to);

    public int ChannelOf(int to) => channels[to];

    /// <summary>Which lane of the gap the line to a stage takes, from the left.</summary>
    public int LaneOf(int gutter, int to) => lanes[(gutter, to)];

    public int GutterWidth(int gutter) => 26 + (used.GetValueOrDefault(gutter) * Layout.Lane);

    private void Take(int gutter, int to)
    {
        if (!lanes.TryAdd((gutter, to), used.GetValueOrDefault(gutter))) { return; }
        used[gutter] = used.GetValueOrDefault(gutter) + 1;
    }
}

/// <summary>The line on which all acts that lead to one stage arrive.</summary>
/// <param name="Column">The stage's column.</param>
/// <param name="Sources">Columns from which acts lead there.</param>
/// <param name="Forward">Whether one of them stands before it; a line that only leads back is drawn otherwise.</param>
internal sealed record Line(int To, int Column, ImmutableArray<int> Sources, bool Forward);
