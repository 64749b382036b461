using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Drawing;

/// <summary>In which column each stage stands: as many acts from the opening as it takes to come there. The end stands last.</summary>
internal sealed class Layers
{
    /// <summary>The place of the opening acts, before every stage.</summary>
    public const int Start = -3;
    /// <summary>The place of acts that are possible in every stage.</summary>
    public const int Any = -2;

    private readonly Edition edition;

    public Layers(Edition edition)
    {
        this.edition = edition;
        var column = new Dictionary<int, int>();
        var ahead = new Queue<int>();
        Enter(edition.Acts.Where(a => a.Opens), 1);
        while (ahead.TryDequeue(out var stage)) { Enter(edition.Acts.Where(a => a.From.Contains(stage)), column[stage] + 1); }
        foreach (var stage in edition.Stages) { column.TryAdd(stage.Index, 1); }
        var last = column.Values.DefaultIfEmpty(0).Max() + 1;
        Columns = [.. Enumerable.Range(0, last + 1).Select(c => c == 0 ? [Start, .. AnyBox] : c == last ? [CaseState.Closed] : column.Where(s => s.Value == c).Select(s => s.Key).Order().ToImmutableArray())];

        void Enter(IEnumerable<Act> acts, int at)
        {
            foreach (var act in acts)
            {
                var to = act.To >= 0 ? act.To : act.Opens && act.Closes.IsEmpty ? 0 : -1;
                if (to >= 0 && column.TryAdd(to, at)) { ahead.Enqueue(to); }
            }
        }
    }

    /// <summary>From left to right, the stages of each column from top to bottom.</summary>
    public ImmutableArray<ImmutableArray<int>> Columns { get; }

    private IEnumerable<int> AnyBox => edition.Acts.Any(a => a.FromAny) ? [Any] : [];

    /// <summary>The acts that are listed at a place, those that lead away first.</summary>
    public IEnumerable<Act> ActsAt(int place) => edition.Acts.Where(a => place switch
    {
        Start => a.Opens,
        Any => a.FromAny,
        CaseState.Closed => a.FromClosed,
        _ => !a.FromAny && a.From.Contains(place),
    }).OrderBy(a => Target(a, place) is null);

    /// <summary>Where the act leads; null when the case stays where it is.</summary>
    public int? Target(Act act, int place) => act.Closes.Length > 0 ? CaseState.Closed : act.To >= 0 ? act.To == place ? null : act.To : act.Opens ? 0 : null;
}
