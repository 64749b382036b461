using System.Collections.Immutable;
using System.Text;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Comparing;

/// <summary>What became of a part from one edition to another.</summary>
public enum ChangeKind { Added, Removed, Changed }

/// <summary>One thing said otherwise.</summary>
/// <param name="Before">Null where nothing was said.</param>
/// <param name="After">Null where nothing is said any more.</param>
public sealed record AspectChange(Title Aspect, Title? Before, Title? After);

/// <summary>One part that was added, removed or changed; of an added or removed one, all that is or was said of it.</summary>
public sealed record PartChange(Part Part, string Id, Title Title, ChangeKind Kind, ImmutableArray<AspectChange> Aspects);

/// <summary>What a second edition says otherwise than a first: by part, in the order of the second, what is gone at the end of its kind.</summary>
public sealed record Comparison(Edition Before, Edition After, ImmutableArray<PartChange> Changes)
{
    public static Comparison Of(Edition before, Edition after)
    {
        var (old, now) = (Group(before), Group(after));
        var changes = from part in Enum.GetValues<Part>()
                      from key in now.Keys.Concat(old.Keys.Where(k => !now.ContainsKey(k))).Where(k => k.Part == part)
                      let change = Compare(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key))
                      where change is not null
                      select change;
        return new Comparison(before, after, [.. changes]);
    }

    private static Dictionary<(Part Part, string Id), List<EditionLine>> Group(Edition edition) =>
        EditionLines.Of(edition).GroupBy(l => (l.Kind, l.Id)).ToDictionary(g => g.Key, g => g.ToList());

    private static PartChange? Compare((Part Part, string Id) key, List<EditionLine>? old, List<EditionLine>? now)
    {
        var title = (now ?? old)![0].Title;
        if (old is null) { return new PartChange(key.Part, key.Id, title, ChangeKind.Added, [.. now!.Where(l => l.Aspect.En != "title").Select(l => new AspectChange(l.Aspect, null, l.Value))]); }
        if (now is null) { return new PartChange(key.Part, key.Id, title, ChangeKind.Removed, [.. old.Where(l => l.Aspect.En != "title").Select(l => new AspectChange(l.Aspect, l.Value, null))]); }
        var aspects = ImmutableArray.CreateBuilder<AspectChange>();
        foreach (var line in now)
        {
            var before = old.Find(l => l.Aspect == line.Aspect);
            if (before?.Key != line.Key) { aspects.Add(new AspectChange(line.Aspect, before?.Value, line.Value)); }
        }

        foreach (var gone in old.Where(l => now.TrueForAll(n => n.Aspect != l.Aspect))) { aspects.Add(new AspectChange(gone.Aspect, gone.Value, null)); }
        return aspects.Count == 0 ? null : new PartChange(key.Part, key.Id, title, ChangeKind.Changed, aspects.DrainToImmutable());
    }
}

/// <summary>A comparison in sentences.</summary>
public static class ComparisonText
{
    private static readonly ImmutableArray<Title> Parts =
    [
        new("整个程序", "The procedure"), new("角色", "Role"), new("事实", "Fact"), new("阶段", "Stage"), new("结果", "Outcome"), new("文书", "Document"), new("不计入期限的期间", "Span"),
        new("必经环节", "Gate"), new("关联案件", "Link"), new("行为", "Act"), new("期限", "Limit"),
    ];

    /// <summary>What a kind of part is called.</summary>
    public static Title Of(Part part) => Parts[(int)part];

    /// <summary>The heading of a change: 期限“审理”有变.</summary>
    public static Title Heading(PartChange change)
    {
        var part = Of(change.Part);
        var (zh, en) = change.Part == Part.Edition ? (part.Zh, part.En) : ($"{part.Zh}“{change.Title.Zh}”", $"{part.En} '{change.Title.En}'");
        return change.Kind switch
        {
            ChangeKind.Added => new Title($"新增{zh}", $"{en} is new"),
            ChangeKind.Removed => new Title($"不再有{zh}", $"{en} is gone"),
            _ => new Title($"{zh}有变", $"{en} changed"),
        };
    }

    /// <summary>One aspect in words: 期间：由60日内改为30日内.</summary>
    public static Title Sentence(AspectChange change) => change switch
    {
        { Before: null, After: { } now } => new Title($"{change.Aspect.Zh}：{now.Zh}", $"{change.Aspect.En}: {now.En}"),
        { Before: { } before, After: null } => new Title($"{change.Aspect.Zh}：不再是{before.Zh}", $"{change.Aspect.En}: no longer {before.En}"),
        { Before: { } before, After: { } now } => new Title($"{change.Aspect.Zh}：由{before.Zh}改为{now.Zh}", $"{change.Aspect.En}: from {before.En} to {now.En}"),
        _ => change.Aspect,
    };

    /// <summary>The whole comparison, a line each, as a terminal shows it.</summary>
    public static string Write(Comparison comparison, bool english)
    {
        var text = new StringBuilder();
        text.Append(comparison.Before.Id).Append(" → ").Append(comparison.After.Id).Append('\n');
        if (comparison.Changes.IsEmpty) { text.Append(english ? "Nothing changed.\n" : "没有变化。\n"); }
        foreach (var change in comparison.Changes)
        {
            text.Append(Heading(change).In(english)).Append('\n');
            foreach (var aspect in change.Aspects)
            {
                // What is new or gone as a whole is told, not compared.
                var told = change.Kind == ChangeKind.Changed ? Sentence(aspect).In(english) : $"{aspect.Aspect.In(english)}{(english ? ": " : "：")}{(aspect.After ?? aspect.Before)!.Value.In(english)}";
                text.Append("    ").Append(told).Append('\n');
            }
        }

        return text.ToString();
    }
}
